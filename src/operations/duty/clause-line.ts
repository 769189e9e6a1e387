/** A clause as one line of text, kept with each duty so that a list or an export can say why its day is what it is. */
import type { Clause } from '#src/domain/policy/pack.ts';
import type { Source } from '#src/domain/policy/setting.ts';

/** 'clock.verify 《…工作要点》（一）'; a value no document prescribes says so. */
export const clauseLine = (clause: Clause): string =>
  `${clause.setting} ${sourceLine(clause.source)}`;

function sourceLine(source: Source): string {
  switch (source.kind) {
    case 'clause':
      return `${source.document}${source.article}`;
    case 'own-default':
      return `系统默认：${source.reason}`;
    case 'inherited':
      return `${sourceLine(source.source)}（本文件未规定，采用默认值）`;
  }
}

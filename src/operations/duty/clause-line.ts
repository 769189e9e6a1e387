/** A clause as one line of text, kept with each duty so that a list or an export can say why its day is what it is. */
import { OWN_DEFAULT } from '#src/flows/text/clause.ts';
import type { Clause } from '#src/domain/policy/pack.ts';
import type { Source } from '#src/domain/policy/setting.ts';

/** 《…工作要点》（一）; 系统默认 for a value no document prescribes. Names of settings are for operators, not for cadres. */
export const clauseLine = (clause: Clause): string => sourceLine(clause.source);

function sourceLine(source: Source): string {
  switch (source.kind) {
    case 'clause':
      return `${source.document}${source.article}`;
    case 'own-default':
      return OWN_DEFAULT;
    case 'inherited':
      return source.source.kind === 'own-default'
        ? OWN_DEFAULT
        : `${sourceLine(source.source)}（本地文件未规定，参照执行）`;
  }
}

/** Where in 代农户申报 an officer is, as it is stored. The draft stands here and not in the person's own, which may be open as well. */
import type { ClueSource } from '#src/domain/declaration/declaration.ts';
import { type Draft, restoreDraft } from './draft.ts';
import type { AreaHit } from './needs.ts';
import { type Stored, storedList, storedOneOf, storedText } from './place.ts';
import { type PickPlace, restorePick } from './staff-pick.ts';
import { restoreArea, restoreSaid, type Said } from './visitor.ts';

/**
 * How the officer came to know (LX-03 农户自主申报、基层干部排查、部门筛查预警、社会信息补充; FD-03 12317平台): all channels end in the same
 * pipeline. What farmers, departments and comparisons bring comes in by itself.
 */
export const filingSources = [
  'grid_report',
  'cadre_visit',
  'campaign',
  'hotline_12317',
  'social_info',
  'inspection',
  'sector_worker',
] as const satisfies readonly ClueSource[];
export type FilingSource = (typeof filingSources)[number];

export type Filing = { readonly draft: Draft; readonly source: FilingSource };

export type FilingStep =
  /** `said`: told before the household was known; null when nothing was. */
  | ({ readonly step: 'whom'; readonly said: Said | null } & PickPlace)
  | {
      readonly step: 'village';
      readonly name: string;
      readonly hits: readonly AreaHit[];
      readonly said: Said | null;
    }
  | ({ readonly step: 'source' | 'type' | 'more-types' | 'summary' | 'sending' } & Filing);
export type FilingState = FilingStep & { readonly flow: 'staff-declare' };

/** Reads stored data of a step; null when the step is unknown to this version or its draft is gone. */
export function restoreFiling(stored: Stored): FilingState | null {
  const flow = 'staff-declare' as const;
  const step = storedText(stored['step']);
  const said = restoreSaid(stored['said'])[0] ?? null;
  switch (step) {
    case 'whom':
      return { flow, step, ...restorePick(stored), said };
    case 'village': {
      const hits = storedList(stored['hits']).flatMap((each) => restoreArea(each) ?? []);
      return { flow, step, name: storedText(stored['name']), hits, said };
    }
    case 'source':
    case 'type':
    case 'more-types':
    case 'summary':
    case 'sending': {
      const draft = restoreDraft(stored['draft']);
      const source = storedOneOf(stored['source'], filingSources) ?? 'grid_report';
      return draft === null ? null : { flow, step, draft, source };
    }
    default:
      return null;
  }
}

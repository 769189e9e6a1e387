/** A notice being written, as it stands in the conversation between two questions. */
import { type AudienceGroup, readGroup } from '#src/domain/notice/audience.ts';
import { restoreAreas } from './areas.ts';
import type { AreaHit } from './needs.ts';
import { type Stored, storedNumber, storedObject, storedText } from './place.ts';
import { restoreArea } from './visitor.ts';

/** What has been said so far; parts not said yet are '' or null. */
export type NoticeDraft = {
  readonly title: string;
  readonly body: string;
  readonly area: AreaHit | null;
  readonly group: AudienceGroup | null;
};

export const emptyNotice: NoticeDraft = { title: '', body: '', area: null, group: null };

/** Steps of 发通知; those that ask for a part, then what is shown before it is handed in. */
export type SendNoticeStep =
  | { readonly step: 'title'; readonly draft: NoticeDraft }
  | { readonly step: 'body'; readonly draft: NoticeDraft }
  /** `within`: the area whose parts are offered; null while one of several posts is chosen. */
  | {
      readonly step: 'area';
      readonly draft: NoticeDraft;
      readonly within: AreaHit | null;
      readonly hits: readonly AreaHit[];
      readonly page: number;
    }
  | { readonly step: 'group'; readonly draft: NoticeDraft }
  | { readonly step: 'preview' | 'sending'; readonly draft: NoticeDraft; readonly draftId: string }
  | { readonly step: 'change'; readonly draft: NoticeDraft }
  | { readonly step: 'month-drafts' }
  | { readonly step: 'sent-list' }
  | NoticeFollowStep;

/** Steps of following a notice that was handed in. */
export type NoticeFollowStep =
  | { readonly step: 'progress'; readonly noticeId: string }
  | { readonly step: 'villages'; readonly noticeId: string; readonly page: number }
  | {
      readonly step: 'households';
      readonly noticeId: string;
      readonly areaId: string;
      readonly page: number;
    }
  | {
      readonly step: 'one-by-one';
      readonly noticeId: string;
      readonly areaId: string;
      readonly page: number;
    }
  | { readonly step: 'reject'; readonly noticeId: string }
  | { readonly step: 'cancel'; readonly noticeId: string };

export type SendNoticeState = SendNoticeStep & { readonly flow: 'send-notice' };

const restoreDraft = (value: unknown): NoticeDraft => {
  const stored = storedObject(value);
  return {
    title: storedText(stored['title']),
    body: storedText(stored['body']),
    area: restoreArea(stored['area']),
    group: readGroup(stored['group']),
  };
};

/** Reads a stored place; null for a step this version does not have. */
export function restoreSendNotice(stored: Stored): SendNoticeState | null {
  const flow = 'send-notice';
  const draft = restoreDraft(stored['draft']);
  const step = storedText(stored['step']);
  switch (step) {
    case 'title':
    case 'body':
    case 'group':
    case 'change':
      return { flow, step, draft };
    case 'area':
      return {
        flow,
        step,
        draft,
        within: restoreArea(stored['within']),
        hits: restoreAreas(stored['hits']),
        page: storedNumber(stored['page'], 0),
      };
    case 'preview':
    case 'sending':
      return { flow, step, draft, draftId: storedText(stored['draftId']) };
    case 'sent-list':
    case 'month-drafts':
      return { flow, step };
    default:
      return restoreFollow(stored, step);
  }
}

function restoreFollow(stored: Stored, step: string): SendNoticeState | null {
  const flow = 'send-notice';
  const noticeId = storedText(stored['noticeId']);
  const areaId = storedText(stored['areaId']);
  const page = storedNumber(stored['page'], 0);
  if (noticeId === '') return null;
  switch (step) {
    case 'progress':
    case 'reject':
    case 'cancel':
      return { flow, step, noticeId };
    case 'villages':
      return { flow, step, noticeId, page };
    case 'households':
    case 'one-by-one':
      return areaId === '' ? null : { flow, step, noticeId, areaId, page };
    default:
      return null;
  }
}

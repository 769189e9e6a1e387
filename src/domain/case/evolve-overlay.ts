/** How fast track and suspension change a case. */
import type { Case } from './case.ts';
import type { CaseEvent } from './events.ts';

const KINDS = [
  'fast-track-proposed',
  'fast-track-approved',
  'fast-track-rejected',
  'relieved',
  'suspension-proposed',
  'suspension-approved',
  'suspension-rejected',
  'resumed',
  'due-recounted',
] as const;

type OverlayEvent = Extract<CaseEvent, { readonly kind: (typeof KINDS)[number] }>;

/** Whether an event belongs to fast track or suspension. */
export const isOverlayEvent = (event: CaseEvent): event is OverlayEvent =>
  KINDS.some((kind) => kind === event.kind);

/** The case after an event of fast track or suspension. */
export function evolveOverlay(file: Case, event: OverlayEvent): Case {
  const { fastTrack, suspensions } = file;
  switch (event.kind) {
    case 'fast-track-proposed':
      return {
        ...file,
        urgent: true,
        round: file.round + 1,
        fastTrack: {
          ground: event.ground,
          round: file.round + 1,
          proposedBy: event.byStaffId,
          approved: null,
          relievedOn: null,
        },
      };
    case 'fast-track-approved':
      return {
        ...file,
        fastTrack:
          fastTrack === null
            ? null
            : { ...fastTrack, approved: { byStaffId: event.byStaffId, on: event.on } },
      };
    case 'fast-track-rejected':
      return { ...file, fastTrack: null };
    case 'relieved':
      return {
        ...file,
        fastTrack: fastTrack === null ? null : { ...fastTrack, relievedOn: event.on },
      };
    case 'suspension-proposed':
      return {
        ...file,
        round: file.round + 1,
        suspensions: [
          ...suspensions,
          {
            reason: event.reason,
            round: file.round + 1,
            proposedBy: event.byStaffId,
            approved: null,
            until: event.until,
            resumedOn: null,
          },
        ],
      };
    case 'suspension-approved':
      return {
        ...file,
        identifyDueOn: event.identifyDueOn,
        suspensions: suspensions.map((each) =>
          each.approved === null
            ? { ...each, approved: { byStaffId: event.byStaffId, on: event.on } }
            : each,
        ),
      };
    case 'suspension-rejected':
      return { ...file, suspensions: suspensions.filter((each) => each.approved !== null) };
    case 'due-recounted':
      return { ...file, identifyDueOn: event.identifyDueOn };
    case 'resumed':
      return {
        ...file,
        identifyDueOn: event.identifyDueOn,
        suspensions: suspensions.map((each) =>
          each.approved !== null && each.resumedOn === null && event.on < each.until
            ? { ...each, resumedOn: event.on }
            : each,
        ),
      };
  }
}

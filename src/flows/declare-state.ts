/** The steps of a report (一键申报). The report itself is the conversation's draft; a step only says what was asked. */
import type { Reporter, Subject } from '#src/domain/declaration/declaration.ts';
import { restoreAreas } from './areas.ts';
import { type Draft, restoreDraft, restoreSubject } from './draft.ts';
import type { AreaHit } from './area-hit.ts';
import type { ModelProposal } from './model-proposal.ts';
import { type Stored, storedObject, storedOneOf, storedText } from './place.ts';

/** A household other than the reporter's own, as far as it is told yet. */
export type Proxy = { readonly reporter: Reporter; readonly subject: Subject };

export type DeclareStep =
  | { readonly step: 'resume' }
  | { readonly step: 'type' }
  | { readonly step: 'more-types' }
  | { readonly step: 'summary' }
  | { readonly step: 'add' }
  | { readonly step: 'change' }
  | { readonly step: 'drop-type' }
  | { readonly step: 'rewrite' }
  | { readonly step: 'whom' }
  | ({ readonly step: 'proxy-name' } & Proxy)
  | ({ readonly step: 'proxy-village'; readonly hits: readonly AreaHit[] } & Proxy)
  | ({ readonly step: 'proxy-phone' } & Proxy)
  | { readonly step: 'proposal'; readonly proposal: ModelProposal }
  /** What was just told: more on the report sent lately, or another matter. */
  | {
      readonly step: 'same-report';
      readonly declarationId: string;
      readonly receiptNumber: string;
    }
  | { readonly step: 'waiting-for-receipt' };

export type DeclareState = DeclareStep & { readonly flow: 'declare' };

/** Reads a stored step; null for one this version does not have. */
export function restoreDeclare(stored: Stored): DeclareState | null {
  const step = restoreStep(stored);
  return step === null ? null : { flow: 'declare', ...step };
}

function restoreStep(stored: Stored): DeclareStep | null {
  const step = storedText(stored['step']);
  switch (step) {
    case 'resume':
    case 'type':
    case 'more-types':
    case 'summary':
    case 'add':
    case 'change':
    case 'drop-type':
    case 'rewrite':
    case 'whom':
    case 'waiting-for-receipt':
      return { step };
    case 'proxy-name':
    case 'proxy-phone':
      return { step, ...restoreProxy(stored) };
    case 'proxy-village':
      return { step, ...restoreProxy(stored), hits: restoreAreas(stored['hits']) };
    case 'same-report':
      return {
        step,
        declarationId: storedText(stored['declarationId']),
        receiptNumber: storedText(stored['receiptNumber']),
      };
    case 'proposal': {
      const read = restoreProposal(stored['proposal']);
      return read === null ? null : { step, proposal: read };
    }
    default:
      return null;
  }
}

function restoreProxy(stored: Stored): Proxy {
  return {
    reporter:
      storedOneOf(stored['reporter'], ['relative', 'third-party'] as const) ?? 'third-party',
    subject: restoreSubject(stored['subject']) ?? nobody,
  };
}

export const nobody: Subject = { name: '', areaId: '', phone: '', householdId: null };

/** A proposal has the shape of a part of a draft and is read back like one. */
function restoreProposal(value: unknown): ModelProposal | null {
  const read: Draft | null = restoreDraft({ ...storedObject(value), draftId: 'proposal' });
  if (read === null) return null;
  const { riskTypes, guaranteeIssues, urgency, amounts, members } = read;
  return { riskTypes, guaranteeIssues, urgency, amounts, members };
}

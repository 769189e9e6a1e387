/** What a model may add to a draft. */
import type { DeclarationContent } from '#src/domain/declaration/declaration.ts';

/** What a model read out of the person's words; a proposal to the person, never a decision (promise G5). */
export type ModelProposal = Pick<
  DeclarationContent,
  'riskTypes' | 'guaranteeIssues' | 'urgency' | 'amounts' | 'members'
>;

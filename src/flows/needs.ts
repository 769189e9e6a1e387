/** Every fact a step may ask for, by name: what it says in asking and what it gets. Features add their own table. */
import type { DeclarationContent } from '#src/domain/declaration/declaration.ts';
import type { FarmerNeeds } from './farmer.needs.ts';
import type { NoticeNeeds } from './notice.needs.ts';
import type { StaffNeeds } from './staff.needs.ts';

export type NeedTable = FarmerNeeds & StaffNeeds & NoticeNeeds;

/** One area found by name or code. */
export type AreaHit = {
  readonly areaId: string;
  readonly areaPath: string;
  readonly level: 'county' | 'town' | 'village' | 'group' | 'other';
  readonly name: string;
  /** Full name for people, e.g. 云岭镇 桃源村. */
  readonly fullName: string;
};

/** What a model read out of the person's words; a proposal to the person, never a decision (DESIGN G5). */
export type ModelProposal = Pick<
  DeclarationContent,
  'riskTypes' | 'guaranteeIssues' | 'urgency' | 'amounts' | 'members'
>;

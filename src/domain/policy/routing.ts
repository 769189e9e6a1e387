/** Routing tables (责任分工): who leads and who supports what. Data of the pack, as the document's annex has it. */
import type { DepartmentCode } from './departments.ts';

/** What a matter is about, where the program itself has to find the responsible department. */
export const routingTopics = [
  'identification',
  'compulsory-education',
  'education-aid',
  'medical-insurance',
  'medical-relief',
  'village-clinic',
  'housing',
  'drinking-water',
  'social-assistance',
  'disability',
  'employment',
  'unpaid-wages',
  'small-loans',
  'unsold-produce',
  'insurance',
  'relocation',
  'resident-teams',
  'conduct',
  'inspection',
] as const;
export type RoutingTopic = (typeof routingTopics)[number];

/** Which department answers for a topic; every pack has one for each. */
export type TopicRoutes = Readonly<Record<RoutingTopic, DepartmentCode>>;

/** One row of the document's own table, in the document's words and order. */
export type RoutingRow = {
  /** Number in the document: “46”, “（三）”. */
  readonly number: string;
  /** The start of the item, or its heading. */
  readonly item: string;
  /** 牵头单位. */
  readonly lead: readonly string[];
  /** 配合单位 or 责任单位; may be empty. */
  readonly support: readonly string[];
};

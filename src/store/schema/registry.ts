/** Rows of areas, households, members, staff and posts, as migration 01 made them. */
import type { Generated } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Role } from '#src/domain/people/roles.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';

export type AreaLevel = 'county' | 'town' | 'village' | 'group' | 'other';

export type AreaTable = {
  id: string;
  parent_id: string | null;
  path: string;
  level: AreaLevel;
  name: string;
  full_name: string;
  code: string;
  phone: Generated<string>;
  active: Generated<boolean>;
};

export type HouseholdTable = {
  id: string;
  area_id: string;
  area_path: string;
  code: string | null;
  head_name: string;
  group_name: Generated<string>;
  address: Generated<string>;
  /** `claimed`: made from what a person said, not yet found in the registry. */
  origin: 'registry' | 'claimed';
  kind: Generated<'general' | 'exited-poverty'>;
  monitored: 'unstable-exited' | 'marginal' | 'sudden-hardship' | null;
  size: Generated<number>;
  flags: Generated<string[]>;
  phone_enc: string | null;
  phone_index: string | null;
  /** JSON text; further coded fields of the national form. */
  details: Generated<string>;
  /** Was on the register twice: whatever names it is meant for that one. */
  same_as: Generated<string | null>;
  created_at: Instant;
  updated_at: Instant;
};

export type MemberTable = {
  id: string;
  household_id: string;
  area_path: string;
  ordinal: number;
  name: string;
  relation: string;
  sex: 'male' | 'female' | null;
  born_on: LocalDate | null;
  id_number_enc: string | null;
  id_number_index: string | null;
  id_number_flag: string | null;
  disability_card_enc: string | null;
  disability_card_index: string | null;
  phone_enc: string | null;
  phone_index: string | null;
  health: Generated<string[]>;
  labour: string | null;
  schooling: string | null;
  education: string | null;
  details: Generated<string>;
};

export type HouseholdGramTable = { gram: string; area_path: string; household_id: string };

export type StaffTable = {
  id: string;
  code: string | null;
  name: string;
  phone_enc: string | null;
  phone_index: string | null;
  household_id: string | null;
  active: Generated<boolean>;
  created_at: Instant;
};

export type PostTable = {
  id: string;
  staff_id: string;
  role: Role;
  /** Of a department officer; null for every other role, and for officers appointed before departments had posts. */
  department: DepartmentCode | null;
  area_id: string;
  area_path: string;
  since: LocalDate;
  until: LocalDate | null;
};

export type AssignmentTable = {
  id: string;
  staff_id: string;
  household_id: string;
  area_path: string;
  since: LocalDate;
  until: LocalDate | null;
};

export type ImportRunTable = {
  id: string;
  kind: string;
  file_hash: string;
  started_at: Instant;
  finished_at: Instant | null;
  rows_read: Generated<number>;
  rows_bad: Generated<number>;
};

/** Facts every step has without asking: who is speaking and whom they can phone. */
import type { EmergencyNumbers } from '#src/domain/policy/emergency-numbers.ts';
import type { AreaWords } from '#src/domain/policy/area-words.ts';
import type { Terms } from '#src/domain/policy/terms.ts';
import type { Trust } from '#src/domain/people/trust.ts';
import type { Role } from '#src/domain/people/roles.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';

/** One post of a staff member (岗位): a role with an area. */
export type PostFacts = {
  readonly postId: string;
  readonly role: Role;
  /** Of a department officer; null for every other role. */
  readonly department: DepartmentCode | null;
  readonly areaId: string;
  readonly areaPath: string;
  readonly areaName: string;
};

/** The account speaking: one person on one channel. */
export type AccountFacts = {
  readonly accountId: string;
  readonly channel: string;
  /** The channel can prove that a shared phone number is the sender's own. */
  readonly provesContact: boolean;
  /** Null before the question was answered; `refused` keeps nothing personal; `outdated`: given to a text that has changed since. */
  readonly consent: 'given' | 'outdated' | 'refused' | null;
  /** Null before first contact is finished. */
  readonly person: PersonFacts | null;
  /** Null for people who are not staff. Staff may be farmers too. */
  readonly staff: StaffFacts | null;
  /** 长辈模式: larger type on channels that can. */
  readonly elderMode: boolean;
};

export type PersonFacts = {
  readonly name: string;
  /** Digits only; '' when not given. */
  readonly phone: string;
  readonly areaId: string;
  readonly areaPath: string;
  /** Full name for people, e.g. 云岭镇 桃源村. */
  readonly areaName: string;
  readonly groupName: string;
  /** The household this account speaks for; of the registry, or one made from what the person said. */
  readonly householdId: string;
  readonly trust: Trust;
};

export type StaffFacts = {
  readonly staffId: string;
  readonly name: string;
  readonly posts: readonly PostFacts[];
};

/** A person to phone. */
export type ContactFacts = {
  readonly title: string;
  readonly name: string;
  readonly phone: string;
};

/** Who stands behind the chat, for this account's area. */
export type BureauFacts = {
  /** e.g. 云岭县农业农村局 */
  readonly name: string;
  /** The public line, from the policy pack or the county's area row; '' when none. */
  readonly hotline: string;
  /** The village officer (信息员) of the account's area, or the next post up when empty; null when nobody is known. */
  readonly officer: ContactFacts | null;
  /** The town's duty phone; null when unknown. */
  readonly town: ContactFacts | null;
  /** Whom to phone when a life is in danger, from the pack in force. */
  readonly emergency: EmergencyNumbers;
  /** What the county and its towns are called where the account lives (县, 区, 新区). */
  readonly places: AreaWords;
  /** Words of the county's document for the people served (防止返贫致贫对象…); never shown to farmers. */
  readonly terms: Terms;
};

/**
 * What is known of one person beyond the roster: medical insurance (参保) and where they work (务工). 陇县 2021 第10项 and 丰都 2024（九）want
 * job changes followed as they happen; 潼南 2025（三）a ledger of insurance.
 */
import type { LocalDate } from '../calendar/local-date.ts';

/** 城乡居民医保, 职工医保, 没有参保. */
export const insuredStates = ['resident', 'employee', 'none'] as const;
export type InsuredState = (typeof insuredStates)[number];

/** 在外务工, 在附近上班, 在务工（名单上有，地点没问到）, 在家（种地、带孩子）, 想找活, 干不了活. */
export const jobStates = ['away', 'nearby', 'working', 'home', 'looking', 'unable'] as const;
export type JobState = (typeof jobStates)[number];

/** 县内, 市内, 省内, 省外, 境外. Coarse on purpose: an address would be 行踪. */
export const jobPlaces = ['county', 'city', 'province', 'other-province', 'abroad'] as const;
export type JobPlace = (typeof jobPlaces)[number];

/** Who said so: the person in the chat, an officer, a department's list. */
export type StatusSource = 'person' | 'staff' | 'register';

/** A person's job as told last. */
export type JobStatus = {
  readonly job: JobState;
  /** Of people who work; null for all else and where nobody said. */
  readonly place: JobPlace | null;
  /** Since when, as far as known. */
  readonly since: LocalDate | null;
};

/** Earns wages now. */
export const isWorking = (job: JobState): boolean =>
  job === 'away' || job === 'nearby' || job === 'working';

/**
 * The status after somebody said what they do now. Who was away already and changes the factory goes on since the day of the
 * change; saying the same again only confirms it.
 */
export function jobAfter(
  before: JobStatus | null,
  told: { readonly job: JobState; readonly place: JobPlace | null },
  on: LocalDate,
): JobStatus {
  const place = isWorking(told.job) ? told.place : null;
  const same = before !== null && before.job === told.job && before.place === place;
  return { job: told.job, place, since: same ? before.since : on };
}

/** Whether the job changed, so that the ledger of changes gets a line; a mere confirmation does not. */
export const jobChanged = (before: JobStatus | null, after: JobStatus): boolean =>
  before === null || before.job !== after.job || before.place !== after.place;

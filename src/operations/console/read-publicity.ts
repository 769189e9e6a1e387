/** The sheet to be hung in the village, for who may post it: as it hangs, or as it would hang today. */
import { fromInstant, type LocalDate } from '#src/domain/calendar/local-date.ts';
import { publicityClosesAt } from '#src/domain/duty/clocks.ts';
import { may, type Subject } from '#src/domain/people/permissions.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { NoticeFields, NoticeKind } from '#src/domain/case/public-notice.ts';
import { findCase } from '#src/store/case.ts';
import { staffBehindCase } from '#src/store/concerned.ts';
import { inScope, type Trx } from '#src/store/database.ts';
import { hangingNotice } from '#src/store/public-notice.ts';
import { areaAndAbove } from '#src/store/registry/areas.ts';
import { postsOf } from '#src/store/registry/posts.ts';
import { findStaff } from '#src/store/registry/staff.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { composeNotice } from '../case/notice-record.ts';
import type { ReadWorkDeps } from './read-work.ts';
import { type ConsoleUser, postsCarrying } from './session.ts';

export type PublicitySheet = {
  readonly kind: NoticeKind;
  readonly fields: NoticeFields;
  /** 监测对象, 防止返贫致贫对象: as the county calls them. */
  readonly term: string;
  /** Null: not posted yet; the days are counted from today. */
  readonly postedOn: LocalDate | null;
  readonly from: LocalDate;
  readonly closesOn: LocalDate;
  readonly days: number;
  /** Whom to tell who does not agree: the office's number, not a person's. */
  readonly office: string;
  readonly phone: string;
};

/** The sheet for one member of staff who holds a signed link, in the posts they have now. */
export async function readSheetOf(
  deps: ReadWorkDeps,
  of: { readonly staffId: string; readonly caseId: string },
): Promise<PublicitySheet | null> {
  const user = await inScope(deps.db, SYSTEM, async (trx) => {
    const member = await findStaff(trx, of.staffId);
    if (member === undefined || !member.active) return null;
    const posts = await postsOf(trx, of.staffId, fromInstant(deps.clock.now()));
    return { staffId: of.staffId, name: member.name, posts };
  });
  return user === null ? null : await readPublicitySheet(deps, user, of.caseId);
}

/** Null for who may not post it and for what has nothing to hang: the two cannot be told apart. */
export async function readPublicitySheet(
  deps: ReadWorkDeps,
  user: ConsoleUser,
  caseId: string,
): Promise<PublicitySheet | null> {
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const stored = await findCase(trx, caseId);
    if (stored === null) return null;
    const { file } = stored;
    const subject: Subject = {
      id: caseId,
      area: file.area,
      householdId: file.householdId,
      authors: [],
      concerned: await staffBehindCase(trx, caseId),
    };
    if (!(await mayPost(trx, user, subject))) return null;
    const pack = deps.policies.packOf(file.pack);
    const today = fromInstant(deps.clock.now());
    const chain = await areaAndAbove(trx, file.area);
    const town = chain.find((each) => each.level === 'town') ?? chain.at(-1);
    const common = {
      term: pack.settings['terms.object'].value,
      office: town?.name ?? '',
      phone: town?.phone === '' ? (pack.settings.hotline.value ?? '') : (town?.phone ?? ''),
    };
    const hanging = await hangingNotice(trx, caseId);
    if (hanging !== null) {
      const { kind, fields, postedOn, minDays: days } = hanging;
      const closesOn = fromInstant(hanging.mayCloseAt);
      return { ...common, kind, fields, postedOn, from: postedOn, closesOn, days };
    }
    const category = file.dossier.review?.category ?? null;
    const waits = file.state.tag === 'identifying' && file.state.step === 'publicity';
    if (category === null || !waits) return null;
    return {
      ...common,
      kind: 'enrol',
      fields: await composeNotice({ trx }, file, category, pack),
      postedOn: null,
      from: today,
      closesOn: fromInstant(publicityClosesAt(today, pack, deps.policies.calendar)),
      days: pack.settings['publicity.min_days'].value,
    };
  });
}

async function mayPost(trx: Trx, user: ConsoleUser, subject: Subject): Promise<boolean> {
  const member = await findStaff(trx, user.staffId);
  return postsCarrying(user, 'post-publicity').some(
    (post) =>
      may(
        {
          staffId: user.staffId,
          role: post.role,
          area: areaPath(post.areaPath),
          ownHouseholdId: member?.householdId ?? null,
        },
        'post-publicity',
        subject,
      ).ok,
  );
}

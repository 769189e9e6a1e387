/** Authorisations (承诺授权): a row each time a household was asked; given, refused, or still open in the farmer's chat. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { AuthorisationForm } from '#src/domain/case/dossier.ts';
import type { GiverRelation } from '#src/domain/case/reasons.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

export type NewAuthorisation = {
  readonly id: string;
  readonly caseId: string;
  readonly householdId: string;
  readonly areaPath: string;
  readonly form: AuthorisationForm;
  /** Null: by the household itself. */
  readonly relation: GiverRelation | null;
  readonly readAloudBy: string | null;
  readonly mediaId: string | null;
  readonly accountId: string | null;
  readonly recordedBy: string;
  readonly textVersion: string;
  readonly askedAt: Instant;
  /** Null while the farmer has still to press. */
  readonly givenOn: LocalDate | null;
};

/** Writes down an authorisation to check the household's finances (授权书). */
export async function insertAuthorisation(trx: Trx, fresh: NewAuthorisation): Promise<void> {
  await trx
    .insertInto('authorisation')
    .values({
      id: fresh.id,
      case_id: fresh.caseId,
      household_id: fresh.householdId,
      area_path: fresh.areaPath,
      form: fresh.form,
      given_by: fresh.relation === null ? 'household' : 'relative',
      relation: fresh.relation,
      read_aloud_by: fresh.readAloudBy,
      media_id: fresh.mediaId,
      account_id: fresh.accountId,
      recorded_by: fresh.recordedBy,
      text_version: fresh.textVersion,
      asked_at: timestamp(fresh.askedAt),
      given_on: fresh.givenOn,
      refused_on: null,
    })
    .execute();
}

/** A request that waits in a farmer's chat. */
export type OpenAuthorisation = {
  readonly id: string;
  readonly caseId: string;
  readonly accountId: string | null;
  readonly relation: GiverRelation | null;
  readonly readAloudBy: string | null;
  readonly recordedBy: string;
  readonly askedAt: Instant;
};

/** The request with this id while it is neither given nor refused; locked, so that it is answered once. */
export async function lockOpenAuthorisation(
  trx: Trx,
  id: string,
): Promise<OpenAuthorisation | null> {
  const row = await trx
    .selectFrom('authorisation')
    .select([
      'id',
      'case_id as caseId',
      'account_id as accountId',
      'relation',
      'read_aloud_by as readAloudBy',
      'recorded_by as recordedBy',
      'asked_at as askedAt',
    ])
    .where('id', '=', id)
    .where('given_on', 'is', null)
    .where('refused_on', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Writes the answer of a request. */
export async function answerAuthorisation(
  trx: Trx,
  id: string,
  answer: { readonly given: boolean; readonly on: LocalDate },
): Promise<void> {
  await trx
    .updateTable('authorisation')
    .set(answer.given ? { given_on: answer.on } : { refused_on: answer.on })
    .where('id', '=', id)
    .execute();
}

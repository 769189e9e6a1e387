/** Both consents, given or refused; a refusal keeps nothing personal (个人信息保护法第十五、四十七条). */
import { timestamp } from '#src/store/timestamp.ts';
import type { Handler } from '../turn.ts';

/** Records both consents with the version of the text that was shown (个人信息保护法第二十九条: a consent of its own for health and money). */
export const giveConsent: Handler<'give-consent'> = async (turn, ask) => {
  const { trx, account, now } = turn;
  await trx
    .insertInto('consent')
    .values(
      (['general', 'health-finance'] as const).map((scope) => ({
        id: turn.newId(),
        account_id: account.accountId,
        scope,
        text_version: ask.textVersion,
        given_at: timestamp(now),
        withdrawn_at: null,
      })),
    )
    .execute();
  await trx
    .updateTable('account')
    .set({ consent: 'given' })
    .where('id', '=', account.accountId)
    .execute();
  return null;
};

/**
 * Erases what this account told of the person and ends the consents. Reports already filed stay with the office that must
 * decide on them (个人信息保护法第十三条（三）); erasing those is a data request an officer answers.
 */
export const refuseConsent: Handler<'refuse-consent'> = async (turn) => {
  const { trx, account, now } = turn;
  await trx
    .updateTable('consent')
    .set({ withdrawn_at: timestamp(now) })
    .where('account_id', '=', account.accountId)
    .where('withdrawn_at', 'is', null)
    .execute();
  const unsent = await trx
    .deleteFrom('media')
    .where('account_id', '=', account.accountId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('declaration_media')
            .select('media_id')
            .whereRef('declaration_media.media_id', '=', 'media.id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('issue_media')
            .select('media_id')
            .whereRef('issue_media.media_id', '=', 'media.id'),
        ),
      ),
    )
    .returning('id')
    .execute();
  await trx
    .updateTable('account')
    .set({
      consent: 'refused',
      name: '',
      group_name: '',
      area_id: null,
      area_path: null,
      household_id: null,
      member_id: null,
      phone_enc: null,
      phone_index: null,
      id_number_enc: null,
      id_number_index: null,
      trust: 'claimed',
    })
    .where('id', '=', account.accountId)
    .execute();
  // What was said before 不同意 goes too; only the fact that something came in stays.
  await trx
    .updateTable('inbound')
    .set({ body_enc: '' })
    .where('state', '=', 'done')
    .where('channel', '=', account.channel)
    .where('chat', '=', (eb) =>
      eb.selectFrom('account').select('chat').where('id', '=', account.accountId),
    )
    .execute();
  for (const { id } of unsent) await turn.promise({ queue: 'media', payload: { mediaId: id } });
  return null;
};

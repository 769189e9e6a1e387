/** Both consents, given or refused; a refusal keeps nothing personal (个人信息保护法第十五、四十七条). */
import { forgetPerson } from '#src/store/account-person.ts';
import { endConsent, recordConsent } from '#src/store/consent.ts';
import { emptyInbound } from '#src/store/inbound.ts';
import { deleteUnsentMedia } from '#src/store/unsent-media.ts';
import type { Handler } from '../turn.ts';

/** Records both consents with the version of the text that was shown (个人信息保护法第二十九条: a consent of its own for health and money). */
export const giveConsent: Handler<'give-consent'> = async (turn, ask) => {
  const { trx, account, now } = turn;
  const given = { accountId: account.accountId, textVersion: ask.textVersion, at: now };
  await recordConsent(trx, given, turn.newId);
  return null;
};

/**
 * Erases what this account told of the person and ends the consents. Reports already filed stay with the office that must
 * decide on them (个人信息保护法第十三条（三）); erasing those is a data request an officer answers.
 */
export const refuseConsent: Handler<'refuse-consent'> = async (turn) => {
  const { trx, account, now } = turn;
  await endConsent(trx, account.accountId, now);
  const unsent = await deleteUnsentMedia(trx, account.accountId);
  await forgetPerson(trx, account.accountId);
  // What was said before 不同意 goes too; only the fact that something came in stays.
  await emptyInbound(trx, account);
  for (const mediaId of unsent) await turn.promise({ queue: 'media', payload: { mediaId } });
  return null;
};

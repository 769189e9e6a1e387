/** What is done for an account's own household, and where each money stands. */
import { trustsAtLeast } from '#src/domain/people/trust.ts';
import { paymentOf } from '#src/domain/plan/payment.ts';
import { measureOffice } from '#src/domain/policy/measure-office.ts';
import { measuresOf } from '#src/store/measure.ts';
import { packInForce } from '../duty/area-packs.ts';
import type { Loader } from '../turn.ts';

/** Newest measures shown: a phone's screen. */
const MOST = 8;

/** Nothing for who only said a name: what a household gets is its own affair (as 帮扶打算 is only sent to accounts known to be its own). */
export const myHelp: Loader<'my-help'> = async (turn) => {
  const { person } = turn.account;
  if (person === null || !trustsAtLeast(person.trust, 'phone-matched')) return [];
  const measures = await measuresOf(turn.trx, person.householdId);
  if (measures.length === 0) return [];
  const pack = await packInForce(turn, person.areaPath);
  return measures.slice(-MOST).map((each) => ({
    title: each.title,
    office: measureOffice(pack, each),
    state: each.state,
    payment: paymentOf(each),
  }));
};

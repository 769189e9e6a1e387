/** Ends first contact: which household this account speaks for, and how far it is believed. */
import type { Trust } from '#src/domain/people/trust.ts';
import { sameName } from '#src/domain/people/person-name.ts';
import { bindAccount } from '#src/store/account-person.ts';
import { insertClaimedHousehold, searchHouseholds } from '#src/store/registry/households.ts';
import {
  matchByIdNumber,
  matchByPhone,
  membersOf,
  standsForOneHousehold,
} from '#src/store/registry/members.ts';
import { findArea } from '#src/store/registry/areas.ts';
import { staffByPhone } from '#src/store/registry/staff.ts';
import { foldIdentityNumber } from '#src/domain/people/identity-number.ts';
import { Fault } from '#src/platform/faults.ts';
import type { Handler, TurnContext } from '../turn.ts';

type Claim = Parameters<Handler<'bind'>>[1];
type Match = {
  readonly householdId: string;
  readonly memberId: string | null;
  readonly areaId: string;
  readonly areaPath: string;
  readonly trust: Trust;
};

/** Binds the account. The outcome is the same whatever was found: nobody learns from it whether a person is known. */
export const bind: Handler<'bind'> = async (turn, claim) => {
  const { trx, fields, account } = turn;
  const area = await findArea(trx, claim.areaId);
  if (area === undefined) throw new Fault('unknown-area', { retry: false });
  const match =
    (await byProvenPhone(turn, claim)) ??
    (await byIdNumber(turn, claim, area.areaPath)) ??
    (await byName(turn, claim, area.areaPath)) ??
    (await claimed(turn, claim, area));
  await bindAccount(trx, fields, account.accountId, {
    name: claim.name,
    groupName: claim.groupName,
    areaId: match.areaId,
    areaPath: match.areaPath,
    householdId: match.householdId,
    memberId: match.memberId,
    trust: match.trust,
    phone: claim.phone,
    idNumber: foldIdentityNumber(claim.idNumber),
  });
  return { done: true };
};

/** The channel vouches for the number, it is the registry's, stands for one household and for no staff: phone-matched. */
async function byProvenPhone(turn: TurnContext, claim: Claim): Promise<Match | null> {
  if (!claim.phoneProven || claim.phone === '') return null;
  if ((await staffByPhone(turn.trx, turn.fields, claim.phone)).length > 0) return null;
  const found = await matchByPhone(turn.trx, turn.fields, claim.phone);
  const [first] = found;
  if (first === undefined || !standsForOneHousehold(found)) return null;
  const named = found.find((one) => sameName(one.name, claim.name));
  return { ...(named ?? first), memberId: named?.memberId ?? null, trust: 'phone-matched' };
}

/** A typed number is a claim, however well it fits. */
async function byIdNumber(
  turn: TurnContext,
  claim: Claim,
  areaPath: string,
): Promise<Match | null> {
  const number = foldIdentityNumber(claim.idNumber);
  const found = await matchByIdNumber(turn.trx, turn.fields, number);
  const here = found.filter((m) => m.areaPath.startsWith(areaPath) && sameName(m.name, claim.name));
  const [only] = here;
  return only !== undefined && here.length === 1 ? { ...only, trust: 'claimed' } : null;
}

/** One household of the village with a member of exactly this name (and group, where one was said). */
async function byName(turn: TurnContext, claim: Claim, areaPath: string): Promise<Match | null> {
  const found = (await searchHouseholds(turn.trx, areaPath, claim.name, 20)).filter(
    (h) => h.origin === 'registry' && (claim.groupName === '' || h.groupName === claim.groupName),
  );
  const matches: Match[] = [];
  for (const household of found) {
    const members = await membersOf(turn.trx, household.householdId);
    const member = members.find((m) => sameName(m.name, claim.name));
    if (member !== undefined || sameName(household.headName, claim.name)) {
      matches.push({ ...household, memberId: member?.memberId ?? null, trust: 'claimed' });
    }
  }
  const [only] = matches;
  return only !== undefined && matches.length === 1 ? only : null;
}

/** Nobody found, or several: a household made from what was said; the village looks it up (潼南 2025（一）covers all). */
async function claimed(
  turn: TurnContext,
  claim: Claim,
  area: { readonly areaId: string; readonly areaPath: string },
): Promise<Match> {
  const householdId = turn.newId();
  await insertClaimedHousehold(turn.trx, turn.fields, {
    id: householdId,
    ...area,
    headName: claim.name,
    groupName: claim.groupName,
    phone: claim.phone,
    at: turn.now,
  });
  return { householdId, memberId: null, ...area, trust: 'claimed' };
}

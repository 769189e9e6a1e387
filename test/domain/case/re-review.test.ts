/** 复核: a household that was not recognised may have others look again. */
import { describe, expect, test } from 'vitest';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import { defaultPack, packs } from '../policy/default-pack.ts';
import * as act from './acts.ts';
import { reach } from './milestones.ts';

const longxian = packs.get('longxian') ?? defaultPack;

describe('not eligible', () => {
  const refusedCase = () => reach('town passed').on('2026-09-18').does(act.refuse());

  test('FD-04 the household may ask for a re-review; the 15 days begin anew under the same wording', () => {
    const story = refusedCase();
    expect(story.file().state).toEqual({
      tag: 'closed',
      ground: 'not-eligible',
      reason: 'no-hardship-found',
      on: '2026-09-18',
    });
    story.newPack(longxian).on('2026-09-28').does({ kind: 'request-re-review' });
    expect(story.file()).toMatchObject({
      state: { tag: 'clue' },
      pack: { id: 'default' },
      identifyDueOn: '2026-10-13',
      cycle: 1,
      holderStaffId: null,
    });
    // The household need not sign twice.
    expect(story.file().dossier).toMatchObject({ verification: null, review: null });
    expect(story.file().dossier.authorisation).not.toBeNull();
    expect(story.dues()).toEqual({ identify: '2026-10-13', 'accept-clue': '2026-09-29' });
  });

  test('FD-04 a re-review is made by others: nobody of the first round takes, visits, passes or decides', () => {
    const story = refusedCase().on('2026-09-28').does({ kind: 'request-re-review' });
    expect(story.file().decidedBefore).toEqual(['officer', 'helper', 'town', 'county']);
    expect(story.refusal(act.take('officer'))).toEqual({ code: 'own-work' });
    const toOfficer: CaseCommand = { kind: 'pass-on', byStaffId: 'town-2', toStaffId: 'officer' };
    expect(story.refusal(toOfficer)).toEqual({ code: 'own-work' });
    expect(story.refusal(act.verify({ verifiers: ['leader', 'helper'] }))).toEqual({
      code: 'own-work',
    });
    story.does(act.verify({ verifiers: ['leader', 'resident'] }), act.review('2026-09-28'));
    story.does(act.post('notice-2')).on('2026-10-04').does(act.takeDown());
    expect(story.refusal(act.passTown('town'))).toEqual({ code: 'own-work' });
    story.does(act.passTown('town-2'));
    expect(story.refusal(act.enrol('marginal', 'county'))).toEqual({ code: 'own-work' });
    expect(story.does(act.enrol('marginal', 'county-2')).file().state.tag).toBe('enrolled');
  });

  test('no other end can be questioned this way', () => {
    const merged = reach('accepted').does({ kind: 'merge', byStaffId: 'town', intoCaseId: 'x' });
    expect(merged.refusal({ kind: 'request-re-review' })).toMatchObject({ state: 'closed' });
    expect(reach('clue').refusal({ kind: 'request-re-review' })).toMatchObject({ state: 'clue' });
  });
});

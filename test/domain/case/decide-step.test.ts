/** Authorisation, village review, town review, the county's decision: their order, their pairs of eyes, and the way back. */
import { describe, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { Case } from '#src/domain/case/case.ts';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import { decide } from '#src/domain/case/decide.ts';
import type { CaseStep } from '#src/domain/policy/settings.ts';
import { calendar, defaultPack, packs, packWith } from '../policy/default-pack.ts';
import * as act from './acts.ts';
import { reach } from './milestones.ts';
import { begin } from './story.ts';

const longxian = packs.get('longxian') ?? defaultPack;
const step = (story: ReturnType<typeof reach>) => {
  const { state } = story.file();
  return state.tag === 'identifying' ? state.step : state.tag;
};

/** Every command that would take a case on, out of its turn. */
const AHEAD: readonly (readonly [CaseStep, CaseCommand])[] = [
  ['village-review', act.review('2026-09-09')],
  ['publicity', act.post()],
  ['publicity', act.takeDown()],
  ['town-review', act.passTown()],
  ['county-decision', act.enrol()],
  ['county-decision', act.refuse()],
];

describe('the order of the steps', () => {
  test('LX-05 no step is taken out of its turn: authorisation and publicity cannot be skipped', () => {
    for (const milestone of ['verified', 'authorised', 'reviewed', 'taken down'] as const) {
      const story = reach(milestone);
      for (const [at, command] of AHEAD.filter(([each]) => each !== step(story))) {
        expect(story.refusal(command), `${milestone}: ${command.kind} (${at})`).toEqual({
          code: 'wrong-state',
          state: step(story),
        });
      }
    }
  });

  test('LX-05 陇县: 研判, then 承诺授权, then 公示, then 镇审 and 县审', () => {
    const story = begin({ pack: longxian, clue: '2026-09-07' })
      .does(act.take(), act.verify())
      .on('2026-09-08');
    expect(step(story)).toBe('village-review');
    story.does(act.review('2026-09-08'));
    expect(step(story)).toBe('authorisation');
    expect(story.refusal(act.post())).toEqual({ code: 'wrong-state', state: 'authorisation' });
    story.does(act.authorise());
    expect(step(story)).toBe('publicity');
    story.does(act.post()).on('2026-09-14').does(act.takeDown());
    expect(step(story)).toBe('town-review');
    story.does(act.passTown());
    expect(step(story)).toBe('county-decision');
  });

  test('LX-05 authorisation given at the visit is not asked for again, whatever the pack’s order', () => {
    const early = begin({ pack: longxian, clue: '2026-09-07' }).does(
      act.take(),
      act.authorise({ recordedBy: 'helper', readAloudBy: 'helper', form: 'fingerprint' }),
      act.verify(),
      act.review('2026-09-07'),
    );
    expect(step(early)).toBe('publicity');
    expect(early.file().dossier.authorisation).toMatchObject({
      on: '2026-09-07',
      readAloudBy: 'helper',
    });
    expect(reach('clue').refusal(act.authorise())).toMatchObject({ code: 'wrong-state' });
    expect(reach('enrolled').refusal(act.authorise())).toMatchObject({ code: 'wrong-state' });
  });

  test('a pack that asks for no authorisation has no such step and no such duty', () => {
    const pack = packWith({
      auth_commitment_required: { value: false, source: { kind: 'own-default', reason: '测试' } },
    });
    const story = begin({ pack, clue: '2026-09-07' }).does(act.take(), act.verify());
    expect(step(story)).toBe('village-review');
    story.does(act.review('2026-09-07'), act.post()).on('2026-09-13');
    story.does(act.takeDown(), act.passTown(), act.enrol());
    expect(story.file().state.tag).toBe('enrolled');
  });
});

describe('village review', () => {
  test('LX-04 a meeting lies between the visit and today, with people in it and a reason if it says no', () => {
    const story = reach('authorised').on('2026-09-11');
    const codes = (command: CaseCommand): string => story.refusal(command).code;
    expect(codes(act.review('2026-09-12'))).toBe('meeting-in-the-future');
    expect(codes(act.review('2026-09-08'))).toBe('meeting-before-visit');
    expect(codes(act.review('2026-09-10', { present: 0 }))).toBe('nobody-present');
    expect(codes(act.review('2026-09-10', { category: null }))).toBe('reason-missing');
    story.does(act.review('2026-09-09'));
    expect(story.file().dossier.review).toMatchObject({ on: '2026-09-09', present: 12 });
  });

  test('XX-01 a group the county’s document does not know cannot be recommended', () => {
    const xixian = packs.get('xixian') ?? defaultPack;
    const story = begin({ pack: xixian, clue: '2026-09-07' })
      .does(act.take(), act.verify(), act.authorise())
      .on('2026-09-08');
    expect(story.refusal(act.review('2026-09-08', { category: 'sudden-hardship' }))).toEqual({
      code: 'category-not-listed',
    });
    expect(step(story.does(act.review('2026-09-08')))).toBe('publicity');
  });

  test('FD-04 whom the village does not recommend the county decides on all the same; nothing is posted', () => {
    const story = reach('authorised')
      .on('2026-09-10')
      .does(act.review('2026-09-10', { category: null, reason: 'can-cope' }));
    expect(step(story)).toBe('town-review');
    expect(story.refusal(act.passTown())).toEqual({ code: 'not-recommended' });
    story.does({ kind: 'pass-town-review', byStaffId: 'town', reason: 'can-cope' });
    expect(story.refusal(act.enrol())).toEqual({ code: 'not-recommended' });
    story.does(act.refuse());
    expect(story.file().state).toMatchObject({ tag: 'closed', ground: 'not-eligible' });
  });
});

describe('town review and county decision', () => {
  test('LX-05 nobody passes or decides what they filed, verified, kept the minutes of or passed before', () => {
    const town = reach('taken down', { filedBy: 'filer' });
    for (const author of ['filer', 'officer', 'helper', 'secretary']) {
      expect(town.refusal(act.passTown(author)), author).toEqual({ code: 'own-work' });
    }
    const county = reach('town passed', { filedBy: 'filer' });
    for (const author of ['filer', 'officer', 'helper', 'secretary', 'town']) {
      expect(county.refusal(act.enrol('marginal', author)), author).toEqual({ code: 'own-work' });
      expect(county.refusal(act.refuse(author)), author).toEqual({ code: 'own-work' });
    }
  });

  test('a town against it says why, and the county cannot recognise over its head', () => {
    const story = reach('taken down').does({
      kind: 'pass-town-review',
      byStaffId: 'town',
      reason: 'hardship-over',
    });
    expect(story.refusal(act.enrol())).toEqual({ code: 'not-recommended' });
    story.does(act.sendBack('town-review', 'evidence-missing', 'county'), act.passTown('town-2'));
    expect(story.does(act.enrol()).file().state.tag).toBe('enrolled');
  });

  test('the county recognises what was posted and nothing else', () => {
    const story = reach('town passed');
    expect(story.refusal(act.enrol('sudden-hardship'))).toEqual({ code: 'category-missing' });
    expect(story.log().some(({ kind }) => kind === 'enrolled')).toBe(false);
  });

  test('LX-05 BN-61 however a case came before the county, it asks once more for authorisation, notice and its days', () => {
    const { file, today, now } = reach('town passed');
    const { dossier } = file();
    const { publicity } = dossier;
    if (publicity === null) throw new Error('nothing was posted');
    const context = {
      today: today(),
      now: now(),
      pack: defaultPack,
      packInForce: defaultPack,
      calendar,
    };
    const withDossier = (over: Partial<Case['dossier']>) =>
      decide({ ...file(), dossier: { ...dossier, ...over } }, act.enrol(), context);
    const early = { ...publicity, closedOn: localDate('2026-09-15') };
    for (const [over, code] of [
      [{ authorisation: null }, 'authorisation-missing'],
      [{ publicity: null }, 'publicity-missing'],
      [{ publicity: { ...publicity, closedOn: null } }, 'publicity-missing'],
      [{ publicity: early }, 'publicity-too-short'],
      [{ publicity: { ...publicity, category: 'unstable-exited' } }, 'category-missing'],
      [{ townReview: null }, 'not-recommended'],
      [{ review: null }, 'not-recommended'],
    ] as const) {
      expect(withDossier(over), code).toMatchObject({ ok: false, refusal: { code } });
    }
    expect(withDossier({}).ok).toBe(true);
  });

  test('LX-05 BN-61 the decision keeps what it rested on: authorisation, publicity of full length, the 15 days', () => {
    expect(reach('enrolled').log().at(-1)).toMatchObject({
      kind: 'enrolled',
      byStaffId: 'county',
      comparisonId: 'comparison-1',
      on: '2026-09-18',
      rules: [
        { rule: 'authorisation-given', met: true, inputs: { on: '2026-09-09' } },
        {
          rule: 'publicity-of-full-length',
          met: true,
          inputs: { postedOn: '2026-09-10', closedOn: '2026-09-16' },
        },
        { rule: 'within-identification-days', met: true },
      ],
    });
  });

  test('FD-02 a late case is still decided; the log says that it was late', () => {
    const story = reach('town passed').on('2026-09-23').does(act.enrol());
    expect(story.log().at(-1)).toMatchObject({
      rules: [{}, {}, { met: false, inputs: { dueOn: '2026-09-22', on: '2026-09-23' } }],
    });
  });
});

describe('sent back', () => {
  test('a case goes back to any step before with the one thing to correct, never forward', () => {
    const back: readonly CaseStep[] = ['authorisation', 'village-review', 'publicity'];
    for (const to of back) {
      const story = reach('taken down').does(act.sendBack(to, 'review-incomplete'));
      expect(story.file().state).toMatchObject({ step: to, correction: 'review-incomplete' });
      expect(story.file().dossier.townReview).toBeNull();
    }
    for (const to of ['town-review', 'county-decision'] as const) {
      expect(reach('taken down').refusal(act.sendBack(to))).toEqual({ code: 'not-backwards' });
    }
    expect(reach('accepted').refusal(act.sendBack('verification'))).toMatchObject({
      code: 'wrong-state',
    });
  });

  test('sent back to the visit it waits for the visit, and the village meets anew', () => {
    const story = reach('town passed').does(act.sendBack('verification', 'visit-again', 'county'));
    expect(story.file()).toMatchObject({
      state: { tag: 'accepted', byStaffId: 'officer', correction: 'visit-again' },
      dossier: { verification: null, review: null, townReview: null },
    });
    story.on('2026-09-18').does(act.verify({ visitId: 'visit-2' }));
    expect(step(story)).toBe('village-review');
    story.does(act.review('2026-09-18', { meetingId: 'meeting-2' }));
    // What hung its five days still shows what is proposed.
    expect(step(story)).toBe('town-review');
  });

  test('another category after all is posted anew for the full days', () => {
    const story = reach('town passed').does(act.sendBack('village-review', 'category-wrong'));
    story.on('2026-09-18').does(act.review('2026-09-18', { category: 'sudden-hardship' }));
    expect(step(story)).toBe('publicity');
    story.does(act.post('notice-2'));
    expect(story.on('2026-09-23', 1439).refusal(act.takeDown())).toMatchObject({
      code: 'publicity-too-short',
    });
    story.on('2026-09-24', 0).does(act.takeDown(), act.passTown(), act.enrol('sudden-hardship'));
    expect(story.file().assistance).toMatchObject({ category: 'sudden-hardship' });
  });

  test('FD-02 sent back, a case gets no more time: the end of the 15 days stays', () => {
    const story = reach('town passed').does(act.sendBack('village-review', 'income-unclear'));
    expect(story.dues()).toEqual({ identify: '2026-09-22', 'village-review': '2026-09-17' });
    story.on('2026-09-20').does(act.review('2026-09-20'), act.passTown());
    expect(story.due('county-decision')).toMatchObject({ dueOn: '2026-09-22' });
  });
});

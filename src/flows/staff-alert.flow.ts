/** Alarms (danger to life) from the side of those on call: 我来处理, and how it ended. Works from anywhere, at any time. */
import { type Feature, go, type Scene, type Turn } from './feature.ts';
import { done } from './flow.ts';
import { storedOneOf } from './place.ts';
import * as text from './text/staff-alert.ts';

const ends = ['safe', 'handed-over', 'no-danger'] as const;

const forStaff = (scene: Scene, then: () => Turn): Turn =>
  scene.facts.account.staff === null ? go('home', scene.conversation) : then();

export const staffAlert: Feature = {
  flows: [],
  actions: {
    'alert-take': (ref, scene) =>
      forStaff(scene, () => done(scene.conversation, [], [{ intent: 'take-alert', alertId: ref }])),
    // The reference holds the alarm and how it ended: `<alertId>.safe`.
    'alert-close': (ref, scene) =>
      forStaff(scene, () => {
        const [alertId = '', chosen] = ref.split('.');
        const end = storedOneOf(chosen, ends);
        return end === null
          ? go('home', scene.conversation)
          : done(scene.conversation, [], [{ intent: 'close-alert', alertId, end }]);
      }),
  },
  outcomes: {
    'take-alert': (outcome, scene) => {
      if (outcome.of !== 'take-alert') return done(scene.conversation);
      const { result } = outcome;
      if (result.ok) {
        return done(scene.conversation, [text.alertTaken(result.value, scene.facts.today)]);
      }
      const { refusal } = result;
      const words =
        refusal.code === 'taken'
          ? text.alertTakenByOther(refusal.byName)
          : refusal.code === 'gone'
            ? text.alertGone()
            : text.alertNotYours();
      return done(scene.conversation, [{ text: words }]);
    },
    'close-alert': (outcome, scene) =>
      done(scene.conversation, [
        {
          text:
            outcome.of === 'close-alert' && outcome.result.ok
              ? text.alertClosed()
              : text.alertGone(),
        },
      ]),
  },
};

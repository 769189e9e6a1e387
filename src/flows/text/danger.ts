/** Danger to life: whom to phone, at once, in words one can read while shaking. Numbers: 110, 119, 120, 12356 (national lines). */
import type { BureauFacts } from '../facts.ts';
import type { AlertKind } from '../farmer.intents.ts';
import { formatContact } from './format.ts';

const FIRST_LINES: Readonly<Record<AlertKind, readonly string[]>> = {
  'self-harm': [
    '先别一个人扛着，我们在。请马上拨打 12356，这是心理援助热线，有人听您说。',
    '人已经伤着了，或者喝了药，立刻打 120；身边危险，打 110。',
    '要是身边有家里人、邻居，现在就叫他们过来陪着。',
  ],
  violence: ['有人要伤人，请马上打 110，先离开那里，到有人的地方去。', '受了伤，打 120。'],
  medical: ['请马上打 120，说清楚在哪个村、人怎么样了。', '等车的时候，请叫身边的人来帮忙。'],
  hunger: ['断了粮不能等。', '人要是已经撑不住了，马上打 120。'],
  'fire-or-collapse': [
    '人先出来，别回去拿东西。起火打 119，有人受伤打 120。',
    '房子要倒、水要来，先到安全的地方去；要人来救，打 110 或 119。',
  ],
  missing: ['人找不到了，请马上打 110，不用等。'],
  other: ['有危险，请马上打 110；有人受伤或者发病打 120；起火打 119。'],
};

/** What to do now, and that somebody has been told. */
export const dangerAnswer = (kind: AlertKind, bureau: BureauFacts): string =>
  [
    ...FIRST_LINES[kind],
    ...(bureau.town === null ? [] : [`镇上值班：${formatContact(bureau.town)}。`]),
    ...(bureau.town === null && bureau.hotline !== '' ? [`我们的电话 ${bureau.hotline}。`] : []),
    '我已经通知值班的同志，会尽快联系您。',
  ].join('\n');

export const whereabouts = (known: boolean): string =>
  known
    ? '您现在在哪里，身边有人吗？回我一句，我马上转给值班的同志。'
    : '请把您的电话和现在的位置发给我，我马上转给值班的同志。您在哪里？';

export const passedOn = (): string => '已经转给值班的同志。先顾着人要紧，别的事我们慢慢说。';

export const anythingElse = (): string => '还有要告诉他们的吗？';

export const safeLabel = '现在没事了';

export const gladSafe = (): string => '那就好。值班的同志还是会联系您一下。';

export const callMeLabel = '请人给我打电话';

/** Danger to life: whom to phone, at once, in words one can read while shaking. The numbers are those of the pack in force. */
import type { EmergencyNumbers } from '#src/domain/policy/emergency-numbers.ts';
import type { BureauFacts, ContactFacts } from '../facts.ts';
import type { AlertKind } from '../farmer.intents.ts';
import { formatContact } from './format.ts';

type Lines = (numbers: EmergencyNumbers) => readonly string[];

const FIRST_LINES: Readonly<Record<AlertKind, Lines>> = {
  'took-poison': ({ ambulance }) => [
    `立刻打 ${ambulance}，说清楚在哪个村、喝的是什么、喝了多少。`,
    '药瓶留着，交给医生看。守着人，一刻也别离开。',
  ],
  'self-injury': ({ ambulance, police, fire }) => [
    `立刻打 ${ambulance}，说清楚在哪个村、人怎么样了。`,
    `守着人，一刻也别离开。流血的，拿干净的布按紧；人在水里或者高处，再打 ${police} 或 ${fire}。`,
  ],
  'self-harm-other': ({ ambulance, police }) => [
    `已经喝了药、伤着了，立刻打 ${ambulance}；人在水边、高处或者找不到了，马上打 ${police}。`,
    '现在就到跟前守着，别让那边一个人待着。农药、刀、绳子收起来。',
  ],
  'self-harm': ({ ambulance, police, mentalHealth }) => [
    `先别一个人扛着，我们在。请马上拨打 ${mentalHealth}，这是心理援助热线，有人听您说。`,
    `人已经伤着了，或者喝了药，立刻打 ${ambulance}；身边危险，打 ${police}。`,
    '要是身边有家里人、邻居，现在就叫人过来陪着。',
  ],
  violence: ({ ambulance, police }) => [
    `有人要伤人，请马上打 ${police}，先离开那里，到有人的地方去。`,
    `受了伤，打 ${ambulance}。`,
  ],
  medical: ({ ambulance }) => [
    `请马上打 ${ambulance}，说清楚在哪个村、人怎么样了。`,
    '等车的时候，请叫身边的人来帮忙。',
  ],
  hunger: ({ ambulance }) => ['断了粮不能等。', `人要是已经撑不住了，马上打 ${ambulance}。`],
  'fire-or-collapse': ({ ambulance, fire, police }) => [
    `人先出来，别回去拿东西。起火打 ${fire}，有人受伤打 ${ambulance}。`,
    `房子要倒、水要来，先到安全的地方去；要人来救，打 ${police} 或 ${fire}。`,
  ],
  missing: ({ police }) => [`人找不到了，请马上打 ${police}，不用等。`],
  other: ({ ambulance, fire, police }) => [
    `有危险，请马上打 ${police}；有人受伤或者发病打 ${ambulance}；起火打 ${fire}。`,
  ],
};

/** Where a body is to be saved first, the line that is there to listen comes last. */
const LAST_LINES: Readonly<Partial<Record<AlertKind, Lines>>> = {
  'took-poison': ({ mentalHealth }) => [`人交给医生以后，心里难受可以打 ${mentalHealth}，有人听。`],
  'self-injury': ({ mentalHealth }) => [`人交给医生以后，心里难受可以打 ${mentalHealth}，有人听。`],
  'self-harm-other': ({ mentalHealth }) => [
    `人稳住了，可以陪着一起打心理援助热线 ${mentalHealth}，有人听。`,
  ],
};

/** What to do now, and how many people on call have been told: nobody is said to know of it who does not. `callable`: their number is known. */
export const dangerAnswer = (
  kind: AlertKind,
  bureau: BureauFacts,
  { hears, callable }: { readonly hears: number; readonly callable: boolean },
): string =>
  [
    ...FIRST_LINES[kind](bureau.emergency),
    ...contacts(bureau, hears),
    hears === 0
      ? '值班的同志现在一个都还没联系上，请您自己马上打电话，别等我们。我会接着找人。'
      : `我已经通知了${hears}位值班的同志${callable ? '，会尽快联系您' : ''}。`,
    ...(LAST_LINES[kind]?.(bureau.emergency) ?? []),
  ].join('\n');

/** The nearest number of our own; all there are while nobody has been reached. */
function contacts({ town, officer, hotline }: BureauFacts, hears: number): readonly string[] {
  const duty = hasPhone(town) ? [`镇上值班：${formatContact(town)}。`] : [];
  const village = hasPhone(officer) ? [`${formatContact(officer)}。`] : [];
  const line = hotline === '' ? [] : [`我们的电话 ${hotline}。`];
  if (hears === 0) return [...duty, ...village, ...line];
  return duty.length > 0 ? duty : line;
}

const hasPhone = (contact: ContactFacts | null): contact is ContactFacts =>
  contact !== null && contact.phone !== '';

export const whereabouts = (): string =>
  '您现在在哪里，身边有人吗？回我一句，我马上转给值班的同志。';

export const phoneQuestion = (): string =>
  '您的电话是多少？打一个现在能接通的号码，我马上转给值班的同志，他们好打给您。';

export const phoneAgain = (): string =>
  '还差一个电话，家里人、邻居的也行，没有电话找人就慢。电话是多少？';

export const noPhoneLabel = '没有电话';

export const placeQuestion = (): string =>
  '人现在在哪个村？再说说哪个组、谁家旁边，也可以发位置，好让人找过去。';

export const placeAgain = (): string => '还差一个村名，只打哪个镇、哪个村就行。人在哪个村？';

export const noPlaceLabel = '说不清在哪里';

/** How a shared number and a shared place read among the person's words. */
export const phoneTold = (digits: string): string => `电话 ${digits}`;
export const placeTold = (latitude: number, longitude: number): string =>
  `发来的位置：北纬 ${latitude}，东经 ${longitude}`;

export const passedOn = (hears: number): string =>
  hears === 0
    ? '记下了，值班的同志还没联系上，我接着找人。您先自己打电话求助，别等。'
    : '已经转给值班的同志。先顾着人要紧，别的事我们慢慢说。';

export const anythingElse = (): string => '还有要告诉值班同志的吗？';

export const goOnLabel = '接着说家里的难处';

export const troubleKept = (): string => '您刚才说的难处我记着，下面几句问完就接着办。';

export const safeLabel = '现在没事了';

export const gladSafe = (hears: number, { emergency }: BureauFacts): string =>
  [
    hears === 0 ? '那就好。' : '那就好。我已经告诉值班的同志了。',
    `要是又不好了，马上打 ${emergency.ambulance} 或 ${emergency.police}，也可以再告诉我。`,
  ].join('');

export const callMeLabel = '请人给我打电话';

/** Somebody has taken the alarm. `phone` '' when theirs is not known. */
export const takenBy = (name: string, phone: string, reachable: boolean): string =>
  [
    `${name}接手了您说的急事${reachable ? '，马上联系您' : ''}。`,
    phone === '' ? '' : `也可以直接打${name}的电话 ${phone}。`,
  ].join('');

/** The alarm is over. Says nothing of what was found: somebody else may hold the phone. */
export const ended = (handedOver: boolean, { ambulance, police }: EmergencyNumbers): string =>
  [
    handedOver ? '这件急事已经交给公安、医院或者消防的人。' : '这件急事，值班的同志办完了。',
    `要是又有危险，马上打 ${police} 或 ${ambulance}，也可以再告诉我。`,
  ].join('');

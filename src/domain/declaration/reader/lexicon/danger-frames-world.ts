import { type Frame, later, onLeave, settled, tended, unhurt, weak, who } from './danger-frame.ts';

/** Life at stake through others, the surroundings, loss of the way, hunger, cold and helplessness; and what later rounds added. */
export const worldFrames: readonly Frame[] = [
  // Violence.
  {
    kind: 'violence',
    parts: [['beat'], ['injury'], ['aggressor'], ['victim']],
    within: 24,
    unless: settled,
  },
  {
    kind: 'violence',
    parts: [['weapon'], ['wield'], ['aggressor'], ['target']],
    within: 14,
    unless: settled,
  },
  { kind: 'violence', parts: [['threat'], ['aggressor', 'siege', 'weapon']], within: 24 },
  { kind: 'violence', parts: [['siege'], ['aggressor'], ['threat', 'weapon', 'now']], within: 20 },
  {
    kind: 'violence',
    parts: [['confine'], ['captive'], ['aggressor', 'helpless']],
    within: 20,
    unless: /钥匙|手机锁|门口等/,
  },
  { kind: 'violence', parts: [['abroad'], ['captivity'], who], within: 30 },
  { kind: 'violence', parts: [['sexual'], ['lewd'], ['child', 'anyone']], within: 24 },
  {
    kind: 'violence',
    parts: [['elderAbuse'], ['aggressor'], ['elderAbuse', 'cold', 'food']],
    within: 24,
  },
  // Surroundings.
  { kind: 'disaster', parts: [['fire'], ['inside', 'fireGrows']], within: 20 },
  {
    kind: 'disaster',
    parts: [['giveWay'], ['ongoing'], ['building', 'slope'], ['inside']],
    within: 24,
  },
  {
    kind: 'disaster',
    parts: [['about'], ['publicWork', 'slope'], ['inside', 'anyone', 'child']],
    within: 20,
  },
  { kind: 'self-harm', parts: [['poison'], ['distress'], who], within: 30, unless: /价|卖|地里/ },
  {
    kind: 'disaster',
    parts: [['rise'], ['flood'], ['ongoing'], ['inside', 'helpless', 'child', 'elder']],
    within: 22,
  },
  {
    kind: 'hazard',
    parts: [['wireFails'], ['wire'], ['now', ...who]],
    within: 12,
    unless: /半年|好久|反映|建议|希望|老化|改造|能不能|怕倒|修一?下|来修|停电/,
  },
  { kind: 'poisoning', parts: [['gasFails'], ['gas'], who], within: 16 },
  // Lost and unseen.
  { kind: 'missing', parts: [['notBack'], ['leaveHome'], weak, ['late', 'days']], within: 26 },
  { kind: 'missing', parts: [['doorShut'], ['doorShut'], ['days'], ['elder']], within: 26 },
  // Food, warmth, care.
  { kind: 'hunger', parts: [['lacking'], ['food'], ['days']], within: 18, unless: later },
  {
    kind: 'hunger',
    parts: [['substitute'], ['onlyEat'], ['days', 'faint', 'lacking']],
    within: 18,
    unless: later,
  },
  {
    kind: 'hunger',
    parts: [['faint'], ['lacking', 'substitute'], ['food', 'child']],
    within: 16,
    unless: later,
  },
  { kind: 'alone', parts: [['young'], ['alone'], ['dailyLife', 'parentsGone']], within: 26 },
  {
    kind: 'alone',
    parts: [['helpless'], ['nobody', 'confine'], ['neglected', 'days', 'cold']],
    within: 30,
    unless: tended,
  },
  { kind: 'hazard', parts: [['cold'], ['noWarmth', 'outdoors'], ['shiver'], weak], within: 26 },
  {
    kind: 'acute',
    parts: [['deepWater'], ['fallIn'], ['child', 'elder', 'anyone']],
    within: 14,
    unless: unhurt,
  },
  {
    kind: 'acute',
    parts: [['crash', 'fallIn'], ['vehicle'], ['deepPlace', 'deepWater'], who],
    within: 14,
    unless: unhurt,
  },
  { kind: 'self-harm', parts: [['farewell'], ['farewell']], within: 50, unless: onLeave },
  { kind: 'disaster', parts: [['flood'], ['rise'], ['stranded'], who], within: 22 },
  { kind: 'disaster', parts: [['flood'], ['wade'], ['child', 'elder']], within: 20 },
  { kind: 'acute', parts: [['illDays'], ['days'], ['decline'], weak], within: 22 },
  {
    kind: 'acute',
    parts: [['lifeSupport'], ['lifeFails'], who, ['now', 'days', 'dying', 'helpless']],
    within: 20,
  },
  {
    kind: 'violence',
    parts: [['chain'], ['captive'], ['plea', 'days', 'aggressor']],
    within: 24,
    unless: /狗|牛|羊|猪(?!圈)|车|钥匙/,
  },
  {
    kind: 'self-harm',
    parts: [['linger'], ['height', 'water', 'edge'], ['longWhile']],
    within: 16,
    unless: /钓鱼|等车|等船|乘凉|歇凉|卖/,
  },
  {
    kind: 'violence',
    parts: [['betroth'], ['minor'], ['anyone', 'child']],
    within: 24,
    unless: /规定|不能超过|喜酒/,
  },
  { kind: 'violence', parts: [['hold'], ['victim'], ['extort']], within: 20 },
  {
    kind: 'self-harm',
    parts: [['settle'], ['cutOff'], ['ruin', 'weary', 'tired']],
    within: 40,
    unless: onLeave,
  },
  {
    kind: 'self-harm',
    parts: [['noReturn'], ['ruin', 'weary', 'tired', 'settle', 'farewell', 'deathWish']],
    within: 50,
    unless: onLeave,
  },
  {
    kind: 'disaster',
    parts: [
      ['inside'],
      ['giveWay', 'fire', 'flood', 'gasFails', 'trapped'],
      ['late', 'now'],
      ['plea', 'dying', 'hurtNow', 'noCare'],
    ],
    within: 22,
  },
  {
    kind: 'self-harm',
    parts: [['height'], ['carry'], ['child']],
    within: 16,
    unless: /电梯|家住|租/,
  },
  {
    kind: 'alone',
    parts: [['helpless'], ['elderAbuse'], ['cold', 'outdoors', 'storm']],
    within: 30,
  },
  { kind: 'poisoning', parts: [['drink'], ['swallow'], ['blind'], who], within: 20 },
  {
    kind: 'missing',
    parts: [
      ['notBack'],
      ['fire', 'flood', 'giveWay', 'cold'],
      ['anyone', 'child', 'elder'],
      ['inside', 'now', 'late', 'days', 'leaveHome', 'building'],
    ],
    within: 22,
    unless: /地里|猪|羊|牛|狗/,
  },
  {
    kind: 'alone',
    parts: [
      ['young'],
      ['parentsGone'],
      ['goneAway', 'leaveHome'],
      ['days'],
      ['lacking', 'faint', 'fever', 'noWarmth', 'dailyLife', 'alone'],
    ],
    within: 30,
  },
];

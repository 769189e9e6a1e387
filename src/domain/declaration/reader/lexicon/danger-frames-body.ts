import { type Frame, chronic, farming, machines, onLeave, who } from './danger-frame.ts';

/** Life at stake in the body, by an accident or by one’s own hand. */
export const bodyFrames: readonly Frame[] = [
  // The body.
  { kind: 'acute', parts: [['dying'], who], within: 28, unless: machines },
  {
    kind: 'acute',
    parts: [['dose'], ['medicine'], ['unwell', 'now', 'weary', 'tired']],
    within: 16,
    unless: /医生(?:叫|让)|按时|一天[三要吃]|每天|降压|长期/,
  },
  {
    kind: 'poisoning',
    parts: [['poison'], ['swallow'], ['child', 'unwell', 'anyone']],
    within: 12,
    unless: farming,
  },
  { kind: 'acute', parts: [['biter'], ['bite'], ['bitten']], within: 16 },
  {
    kind: 'violence',
    parts: [['castOff'], ['child', 'elder'], ['deepWater', 'smother']],
    within: 12,
  },
  {
    kind: 'violence',
    parts: [['intrude'], ['night'], ['anyone', 'child']],
    within: 24,
    unless: /猪|牛|羊|鸡|偷/,
  },
  { kind: 'hazard', parts: [['height'], ['climb'], ['child']], within: 14 },
  {
    kind: 'missing',
    parts: [['trace'], ['water', 'deepPlace', 'deepWater', 'height'], ['notBack']],
    within: 18,
  },
  {
    kind: 'self-harm',
    parts: [['rope', 'blade', 'coal'], ['ready'], ['distress', 'night']],
    within: 30,
    unless: /卖|价|割草/,
  },
  {
    kind: 'acute',
    parts: [['grave'], ['vital'], ['sudden', 'noCare']],
    within: 22,
    unless: chronic,
  },
  {
    kind: 'acute',
    parts: [['wound'], ['vital', 'part'], ['noCare']],
    within: 26,
    unless: /白血病|血压|血糖|贫血|透析|化疗/,
  },
  { kind: 'acute', parts: [['birthTrouble'], ['birth'], ['noCare', 'now']], within: 24 },
  { kind: 'acute', parts: [['young'], ['fever'], ['grave', 'dying', 'noCare']], within: 26 },
  { kind: 'acute', parts: [['airway'], ['choke'], ['grave', 'dying', 'now', 'vital']], within: 14 },
  // Falls, vehicles, machines.
  {
    kind: 'acute',
    parts: [['deepPlace'], ['fallIn'], ['child', 'anyone', 'elder'], ['now', 'hurtNow', 'noCare']],
    within: 16,
  },
  {
    kind: 'acute',
    parts: [['crash'], ['vehicle'], ['hurtNow'], ['anyone', 'child', 'elder']],
    within: 22,
  },
  {
    kind: 'acute',
    parts: [['trapped'], ['trappedIn'], who],
    within: 14,
    unless: /吃水|水源|饮水|庄稼|路被|钱/,
  },
  { kind: 'acute', parts: [['shock'], who], within: 12 },
  // Self-harm.
  { kind: 'self-harm', parts: [['deathWish'], ['anyone', 'elder', 'child']], within: 30 },
  { kind: 'self-harm', parts: [['poison'], ['ready'], who], within: 14, unless: farming },
  {
    kind: 'self-harm',
    parts: [
      ['rope', 'blade', 'coal'],
      ['ready'],
      ['weary', 'tired', 'farewell', 'parting', 'handOver', 'settle'],
    ],
    within: 40,
  },
  {
    kind: 'self-harm',
    parts: [
      ['water', 'height'],
      ['weary', 'farewell', 'tired'],
    ],
    within: 36,
    unless: onLeave,
  },
  {
    kind: 'self-harm',
    parts: [['scars'], ['cuts'], ['child', 'elder']],
    within: 24,
    unless: /割(?:草|猪草|谷|麦|稻|菜)|镰刀/,
  },
  {
    kind: 'self-harm',
    parts: [['farewell'], ['settle', 'weary', 'handOver', 'tired', 'poison']],
    within: 60,
    unless: onLeave,
  },
  {
    kind: 'self-harm',
    parts: [['weary'], ['settle', 'poison', 'rope', 'parting']],
    within: 50,
    unless: onLeave,
  },
];

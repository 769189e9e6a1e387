/** 三保障 and drinking water, whose open tickets are to be none at the end of every month (巴南 2022 第十九条, 丰都 2024（二）). */
import type { RoutingTopic } from '../policy/routing.ts';

const GUARANTEES: ReadonlySet<RoutingTopic> = new Set<RoutingTopic>([
  'compulsory-education',
  'medical-insurance',
  'medical-relief',
  'housing',
  'drinking-water',
]);

/** Whether a topic is one of the three guarantees and drinking water (三保障和饮水安全). */
export const isGuarantee = (topic: RoutingTopic): boolean => GUARANTEES.has(topic);

/** Aid for pupils that outlasts the case: it runs to the end of the stage of schooling (完成当期学段学业). */
import type { ToolboxItem } from '../policy/toolbox.ts';
import type { Measure } from './measure.ts';

/** Whether one runs that the county's document grants so far (西咸新区 二（2）4); where no document says it, nothing is claimed. */
export function aidToStageEnd(
  measures: readonly Pick<Measure, 'code' | 'state'>[],
  toolbox: readonly ToolboxItem[],
): boolean {
  const granted = toolbox.flatMap((item) => (item.untilStageEnd === true ? [item.code] : []));
  return measures.some((each) => each.state === 'in-progress' && granted.includes(each.code));
}

/** A measure as a household understands it: the county's own name for it, and in plain words what it is about. */
import type { MeasureClass } from '#src/domain/policy/toolbox.ts';
import { spaced } from './format.ts';

/** What each class is about. Never what comes of it: every measure is still checked by its department. */
const ABOUT: Readonly<Record<MeasureClass, string>> = {
  industry: '种地、养殖的事',
  employment: '学手艺、找活干',
  'public-post': '在村里找份活',
  finance: '贷款的事',
  health: '看病、医保的事',
  'compulsory-education': '孩子上学的事',
  'other-education': '读书的费用',
  housing: '房子的事',
  'drinking-water': '吃水的事',
  'safety-net': '低保、救助的事',
  social: '社会上帮忙的事',
  aspiration: '学本事、长见识',
  relocation: '搬家的事',
  'living-conditions': '生产生活条件',
  infrastructure: '修路、修水利这类',
};

/** 技能培训（学手艺、找活干） */
export const plainMeasure = (measure: {
  readonly title: string;
  readonly class: MeasureClass;
}): string => `${spaced(measure.title)}（${ABOUT[measure.class]}）`;

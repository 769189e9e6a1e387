/** The words of coded values in the ledgers of help: assessments, measures, people's insurance and jobs, referrals, rectification. */
import type { AssessmentOccasion, DisasterKind } from '#src/domain/assessment/assessment.ts';
import type { HousingState, SchoolingState } from '#src/domain/assessment/guarantees.ts';
import type { MeasureState } from '#src/domain/case/assistance.ts';
import type { EliminationWay } from '#src/domain/case/elimination.ts';
import type { NoticeKind } from '#src/domain/case/public-notice.ts';
import type {
  InsuredState,
  JobPlace,
  JobState,
  StatusSource,
} from '#src/domain/ledger/member-status.ts';
import type { JointMeans } from '#src/domain/ledger/joint-review.ts';
import type {
  RectificationCategory,
  RectificationSource,
  RectificationState,
} from '#src/domain/ledger/rectification.ts';
import type { ReferralAnswer, ReferralKind, ReferralSource } from '#src/domain/ledger/referral.ts';
import type { Effect, StopReason } from '#src/domain/plan/measure.ts';
import { departmentCodes, departmentTitle } from '#src/domain/policy/departments.ts';
import type { MeasureClass } from '#src/domain/policy/toolbox.ts';
import type { CodedWords } from './coded-words.ts';

export const OCCASION: CodedWords<AssessmentOccasion> = {
  identification: '识别时',
  elimination: '消除后',
  review: '日常核查',
};

export const DISASTER: CodedWords<DisasterKind> = {
  flood: '洪涝',
  geological: '地质',
  drought: '干旱',
  biological: '生物',
  weather: '气象',
  earthquake: '地震',
  other: '其他',
};

export const HOUSING: CodedWords<HousingState> = {
  safe: '安全',
  'needs-appraisal': '待鉴定',
  'unsafe-empty': '危房，没有住人',
  'unsafe-lived-in': '危房，住着人',
};

export const SCHOOLING: CodedWords<SchoolingState> = {
  'in-school': '在校',
  'dropped-out': '失学辍学',
  unable: '身体原因不能上学',
  'no-child': '没有适龄孩子',
};

export const RISK_STATE: CodedWords<'monitored' | 'eliminated'> = {
  monitored: '未消除',
  eliminated: '已消除',
};

export const WAY: CodedWords<EliminationWay> = {
  assisted: '帮扶消除',
  natural: '自然消除',
};

export const MEASURE_CLASS: CodedWords<MeasureClass> = {
  industry: '产业帮扶',
  employment: '就业帮扶',
  'public-post': '公益岗位帮扶',
  finance: '金融帮扶',
  health: '健康帮扶',
  'compulsory-education': '义务教育保障',
  'other-education': '其他教育帮扶',
  housing: '住房安全保障',
  'drinking-water': '饮水安全保障',
  'safety-net': '综合保障',
  social: '社会帮扶',
  aspiration: '扶志扶智',
  relocation: '搬迁',
  'living-conditions': '生产生活条件改善',
  infrastructure: '基础设施',
};

export const MEASURE_STATE: CodedWords<MeasureState> = {
  planned: '已计划',
  'in-progress': '实施中',
  done: '已完成',
  stopped: '已停止',
};

export const STOP_REASON: CodedWords<StopReason> = {
  'not-wanted': '农户不愿意',
  'not-eligible': '不符合条件',
  replaced: '换了别的措施',
  'moved-away': '已搬走',
  other: '其他',
};

export const EFFECT: CodedWords<Effect> = { good: '好', some: '一般', none: '没有效果' };

export const DEPARTMENT: CodedWords = Object.fromEntries(
  departmentCodes.map((code) => [code, departmentTitle(code)]),
);

export const PUBLIC_NOTICE: CodedWords<NoticeKind> = {
  enrol: '拟纳入公示',
  eliminate: '拟消除公示',
};

export const PUBLICITY_STATE: CodedWords<'hanging' | 'closed' | 'withdrawn'> = {
  hanging: '公示中',
  closed: '已公示完',
  withdrawn: '中途撤下',
};

export const MEETING: CodedWords<'regular' | 'ad-hoc'> = { regular: '例会', 'ad-hoc': '临时会议' };

export const REVIEW_STEP: CodedWords<'village-review' | 'elimination-village'> = {
  'village-review': '识别评议',
  'elimination-village': '风险消除评议',
};

export const INSURED: CodedWords<InsuredState> = {
  resident: '城乡居民医保',
  employee: '职工医保',
  none: '没有参保',
};

export const JOB: CodedWords<JobState> = {
  away: '外出务工',
  nearby: '就近务工',
  working: '在务工，地点待核实',
  home: '在家务农或照顾家里',
  looking: '想找工作',
  unable: '不能工作',
};

export const JOB_PLACE: CodedWords<JobPlace> = {
  county: '县内',
  city: '市内县外',
  province: '省内市外',
  'other-province': '省外',
  abroad: '境外',
};

export const STATUS_SOURCE: CodedWords<StatusSource> = {
  person: '本人告知',
  staff: '干部登记',
  register: '部门名单',
};

export const REFERRAL_KIND: CodedWords<ReferralKind> = {
  loan: '有贷款需求',
  uninsured: '有人没参保',
  'no-job': '零就业家庭',
  'social-aid': '没有劳动力，还没有兜底',
  health: '有人新患病或病重了',
  'safety-net': '转兜底保障',
};

export const REFERRAL_SOURCE: CodedWords<ReferralSource> = {
  visit: '走访时说的',
  rule: '系统筛查',
  assessment: '收支核查',
  'long-case': '逐户研判',
};

export const REFERRAL_ANSWER: CodedWords<ReferralAnswer> = {
  granted: '已办理',
  'not-needed': '核实后不需要',
  'not-eligible': '不符合条件',
  settled: '情况已变',
};

export const JOINT_DECISION: CodedWords<'granted' | 'not-granted'> = {
  granted: '给予特殊救助',
  'not-granted': '不给予',
};

export const JOINT_MEANS: CodedWords<JointMeans> = {
  'social-relief': '社会救助',
  donation: '社会捐赠',
  'mutual-aid': '医疗互助',
};

export const RECTIFICATION_SOURCE: CodedWords<RectificationSource> = {
  inspection: '督查检查',
  'hidden-visit': '暗访',
  assessment: '考核评估',
  audit: '审计',
  patrol: '巡视巡察',
  media: '媒体反映',
  'self-check': '自查',
};

export const RECTIFICATION_CATEGORY: CodedWords<RectificationCategory> = {
  identification: '识别认定',
  help: '帮扶措施',
  guarantees: '三保障和饮水',
  industry: '产业发展',
  employment: '就业',
  relocation: '易地搬迁',
  funds: '资金项目',
  conduct: '干部作风',
  data: '数据质量',
  other: '其他',
};

export const RECTIFICATION_STATE: CodedWords<RectificationState> = {
  open: '整改中',
  reported: '已报整改，待复核',
  closed: '已销号',
};

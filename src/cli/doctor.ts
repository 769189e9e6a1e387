/** `fangpin doctor`: says in plain words what is wrong and how to mend it. */
import { type Role, roleTitle } from '#src/domain/people/roles.ts';
import { departmentTitle } from '#src/domain/policy/departments.ts';
import { fromInstant, plusDays, yearOf } from '#src/domain/calendar/local-date.ts';
import {
  type Examination,
  examineService,
  rolesAlive,
} from '#src/operations/registry/examine-service.ts';
import { type CliDeps, type Command, messageOf, readArgs, type Service } from './command.ts';
import { broken, type Finding, fine, watch } from './doctor/finding.ts';
import { packFinding } from './doctor/pack-finding.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  summary: '检查服务是否正常，告诉您怎么修',
  help: `用法：fangpin doctor [--alive web|bot|worker]

逐项检查数据库、队列、积压、岗位、时钟、节假日、政策包、密钥、机器人、大模型。
✗ 必须处理　! 请看一看　✓ 正常　○ 没有开启
有 ✗ 时退出码是 1。

  --alive  只看两分钟内有没有这样的进程在跑，给容器的健康检查用`,
  async run(args, deps) {
    const { values } = readArgs(args, { alive: { type: 'string' } });
    if (values.alive !== undefined) return await alive(values.alive, deps);
    const findings = [...(await deps.diagnose())];
    const unusable = findings.some(
      ({ level, subject }) => level === 'broken' && STOPS.has(subject),
    );
    if (!unusable) findings.push(...(await examine(deps)));
    for (const finding of findings) print(deps, finding);
    const count = findings.filter(({ level }) => level === 'broken').length;
    deps.terminal.err(count === 0 ? '没有必须处理的问题。' : `有 ${count} 个问题必须处理。`);
    return count === 0 ? 0 : 1;
  },
};

/** A process is judged by its own heart: an alarm nobody took is no reason to call a worker sick. */
async function alive(role: string, deps: CliDeps): Promise<number> {
  const roles = await rolesAlive(await deps.open());
  if (roles.includes(role)) return 0;
  deps.terminal.err(`没有看到 ${role} 在运行。`);
  return 1;
}

/** With these broken nothing inside the database can be asked. */
const STOPS = new Set(['配置', '数据库', '数据库结构', '政策包']);

const SIGNS: Readonly<Record<Finding['level'], string>> = {
  broken: '✗',
  watch: '!',
  fine: '✓',
  off: '○',
};

function print({ terminal }: CliDeps, { level, subject, text, mend }: Finding): void {
  terminal.out(`${SIGNS[level]} ${subject}：${text}`);
  if (mend !== '') terminal.out(`    → ${mend}`);
}

async function examine(deps: CliDeps): Promise<readonly Finding[]> {
  try {
    const service = await deps.open();
    const { settings } = service.policies.defaultPack;
    const topics = settings['routing.topics'].value;
    const routed = settings['ticket.topics'].value.map((topic) => topics[topic]);
    const found = await examineService(service, settings['staff.info_officers'].value, routed);
    return [
      ...databaseFindings(found),
      ...calendarFindings(service),
      await packFinding(service),
      ...workFindings(found),
      ...peopleFindings(found),
    ];
  } catch (thrown) {
    const told = messageOf(thrown);
    return [
      broken(
        '数据库',
        told === '' ? '打开了，但是查不了。' : told,
        '请运行 npx fangpin migrate，再试一次。',
      ),
    ];
  }
}

/** Clocks further apart than this would give wrong due times around midnight. */
const CLOCK_TOLERANCE_MS = 5_000;

function databaseFindings({ health, keysFit, sealingStopped }: Examination): readonly Finding[] {
  const findings: Finding[] = [];
  const major = Math.floor(health.serverVersion / 10_000);
  findings.push(
    major >= 18
      ? fine('数据库版本', `PostgreSQL ${major}`)
      : broken('数据库版本', `PostgreSQL ${major} 太旧。`, '请升级到 PostgreSQL 18 或更新。'),
  );
  if (keysFit === false) {
    findings.push(
      broken(
        '密钥',
        '现在的密钥打不开库里的加密数据。',
        '请把原来的密钥加回 FANGPIN_SECRET_KEY（逗号分隔，当前的放第一个），或恢复数据目录里的 secret-key 文件。',
      ),
    );
  }
  if (sealingStopped) {
    findings.push(
      broken(
        '防篡改封存',
        '停了：数据库的事务编号比上一个封存点小，数据是从备份倒进新库的。',
        '请照 docs/operating.md“从备份恢复”调高事务编号。',
      ),
    );
  }
  const ahead = Math.round(health.databaseAheadMs / 1000);
  if (Math.abs(health.databaseAheadMs) > CLOCK_TOLERANCE_MS) {
    findings.push(
      watch(
        '时钟',
        `本机和数据库的时间差 ${Math.abs(ahead)} 秒（本机${ahead > 0 ? '慢' : '快'}）。`,
        '请给两台机器都开启自动对时；如果设置了 FANGPIN_CLOCK_OFFSET 来演示，可以不管。',
      ),
    );
  }
  if (health.areas === 0) {
    findings.push(
      watch(
        '名册',
        '还没有任何地区。',
        '请依次运行 fangpin import areas、import households、import staff。',
      ),
    );
  } else if (!health.households) {
    findings.push(
      watch('名册', '有地区，但没有农户。', '请运行 fangpin import households 导入名册。'),
    );
  }
  return findings;
}

/** Deadlines of ten working days reach into the next year from here on. */
const LOOK_AHEAD_DAYS = 45;

function calendarFindings({ policies, clock }: Service): readonly Finding[] {
  const today = fromInstant(clock.now());
  const years = [...new Set([yearOf(today), yearOf(plusDays(today, LOOK_AHEAD_DAYS))])];
  const missing = years.filter((year) => !policies.calendar.published.has(year));
  return missing.length === 0
    ? [fine('节假日', `${years.join('、')} 年的节假日安排齐全。`)]
    : missing.map((year) =>
        watch(
          '节假日',
          `没有 ${year} 年的节假日安排，工作日只能按周末估算。`,
          `国务院办公厅公布后，照 src/policies/calendar/ 里往年的样子写一份，运行 npx fangpin policy calendar import ${year}.yaml。`,
        ),
      );
}

function workFindings({ health }: Examination): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (count: number, subject: string, text: string, mend: string, must = false): void => {
    if (count > 0) findings.push((must ? broken : watch)(subject, text, mend));
  };
  const restart = '请确认 worker 在运行（fangpin serve），并查看它的日志。';
  add(
    health.stuckUpdates,
    '收到的消息',
    `${health.stuckUpdates} 条收到超过一分钟还没处理。`,
    restart,
    true,
  );
  add(
    health.quarantined,
    '出错的消息',
    `${health.quarantined} 条试了三次都失败，已单独放着。`,
    '请用 fangpin quarantine list 看原因；修好后运行 fangpin quarantine retry 重新处理。',
  );
  add(
    health.unchecked,
    '申报',
    `${health.unchecked} 件交上来超过一分钟还没有立案。`,
    restart,
    true,
  );
  for (const { queue, late, veryLate } of health.openWork) {
    const text = `队列 ${queue} 有 ${late} 项没做完${veryLate > 0 ? `，其中 ${veryLate} 项超过一小时` : ''}。`;
    findings.push((veryLate > 0 ? broken : watch)('积压', text, restart));
  }
  add(
    health.uncertain,
    '发送',
    `近 7 天有 ${health.uncertain} 条消息不确定是否送达。`,
    '重要的消息会自动再发一次；其余的请在台账里核对（fangpin export messages）。',
  );
  add(
    health.failed,
    '发送',
    `近 7 天有 ${health.failed} 条消息发送失败。`,
    '请检查机器人令牌和网络；名单见 fangpin export messages。',
  );
  if (findings.length === 0) findings.push(fine('积压', '没有积压。'));
  const dead = ['web', 'worker'].filter((role) => !health.livingRoles.includes(role));
  if (dead.length > 0)
    findings.push(
      watch(
        '进程',
        `没有看到 ${dead.join('、')} 在运行。`,
        '如果服务应当在运行，请启动 fangpin serve。',
      ),
    );
  return findings;
}

/** Names shown before the rest is only counted. */
const SHOWN = 5;

function peopleFindings({ health, gaps, departments }: Examination): readonly Finding[] {
  const findings: Finding[] = [];
  if (health.alerts > 0) {
    findings.push(
      broken(
        '紧急',
        `${health.alerts} 起危险求助还没有人接手。`,
        '请马上联系值班员，用聊天里收到的报警消息下面的按钮接手。在哪里、什么时候报的，看工作台“工作进度”最上面（运行 npx fangpin link 打开工作台）。',
      ),
    );
  }
  if (health.overdue > 0) {
    const long = health.longOverdue > 0 ? `，其中 ${health.longOverdue} 项超过 3 天` : '';
    findings.push(
      watch(
        '有人在等',
        `${health.overdue} 项待办过了期限${long}。`,
        '名单见 fangpin export duties，请督促责任人。',
      ),
    );
  }
  if (health.held > 0) {
    findings.push(
      watch('有人在等', `${health.held} 件申报等镇街核对。`, '请镇街信息员打开“我的待办”处理。'),
    );
  }
  findings.push(...postFindings(gaps));
  if (departments.length > 0 && health.areas > 0) {
    const named = departments.slice(0, SHOWN).map(departmentTitle);
    findings.push(
      watch(
        '行业部门',
        `${departments.length} 个部门没有能收到消息的联络员：${listed(named, departments.length)}。`,
        '请用 fangpin staff invite --role department-officer --department 部门 邀请。空缺期间问题工单转给县信息员。',
      ),
    );
  }
  if (findings.length === 0 && health.areas > 0)
    findings.push(fine('人员', '岗位齐全，没有人在等。'));
  return findings;
}

type StaffingGap = Examination['gaps'][number];

/** What happens while nobody can be reached in a post: the duty goes up; an alarm rings whoever is next in the chain. */
const MEANWHILE: Readonly<Partial<Record<Role, string>>> = {
  'on-call': '危险求助先响值班员；没有人能接，就只好响到镇里和村里。',
};

/** Officers of all levels are told together, as one rule says how many there must be; every other post by its own name. */
function postFindings(gaps: readonly StaffingGap[]): readonly Finding[] {
  const named = Map.groupBy(gaps, ({ role }) =>
    role.endsWith('-officer') ? '信息员' : roleTitle(role),
  );
  return [...named].flatMap(([title, group]) => {
    const empty = group.filter((gap) => gap.held < gap.needed);
    const unbound = group.filter((gap) => gap.held >= gap.needed);
    const meanwhile = MEANWHILE[group[0]?.role ?? 'helper'];
    const places = (some: readonly StaffingGap[]): string =>
      listed(
        some
          .slice(0, SHOWN)
          .map(({ areaName, held, needed }) =>
            held < needed ? `${areaName}（${held}/${needed}）` : areaName,
          ),
        some.length,
      );
    const rule = title === '信息员' ? '（县 2、镇街 2、村 1，以政策包为准）' : '';
    return [
      ...(empty.length === 0
        ? []
        : [
            watch(
              '空缺岗位',
              `${empty.length} 个地区的${title}不够${rule}：${places(empty)}。`,
              `请用 fangpin import staff 导入，或用 fangpin staff invite 邀请。${meanwhile ?? '空缺期间待办转给上一级。'}`,
            ),
          ]),
      ...(unbound.length === 0
        ? []
        : [
            watch(
              '未绑定',
              `${unbound.length} 个地区的${title}都还没有绑定账号，收不到消息：${places(unbound)}。`,
              `请用 fangpin staff invite 给他们发邀请。${meanwhile ?? '绑定之前待办转给上一级。'}`,
            ),
          ]),
    ];
  });
}

const listed = (names: readonly string[], all: number): string =>
  names.join('、') + (all > names.length ? ` 等 ${all} 个` : '');

/** What `doctor` can only see from outside the database: configuration, server, roles, queue, keys, clock, bot, model. */
import { openModelServer } from '#src/assistant/client.ts';
import type { ModelFailure } from '#src/operations/assistant/model.ts';
import { queueAnswers } from '#queues/ready.ts';
import { createTelegramClient } from '#src/channels/telegram/client.ts';
import { broken, type Finding, fine, off, watch } from '#src/cli/doctor/finding.ts';
import type { Config } from '#src/config.ts';
import { asFault, Fault } from '#src/platform/faults.ts';
import { servingRoleProblem } from '#src/store/serving-role.ts';
import { type Installation, queueStoreOf } from './installation.ts';

/** Looks at everything; opening the database is part of it. */
export async function diagnoseMachine(
  config: Config,
  open: () => Promise<Installation>,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [fine('配置', '读得懂，没有矛盾。')];
  try {
    const installation = await open();
    findings.push(...(await databaseFindings(installation)), await queueFinding(installation));
  } catch (thrown) {
    findings.push(databaseTrouble(thrown));
  }
  findings.push(
    keyFinding(config),
    clockFinding(config),
    await botFinding(config),
    await modelFinding(config),
  );
  return findings;
}

async function databaseFindings(installation: Installation): Promise<readonly Finding[]> {
  const embedded = installation.config.database.kind === 'embedded';
  const problem = await servingRoleProblem(installation.db);
  return [
    fine('数据库', embedded ? '自带的数据库在运行。' : '连上了。'),
    fine('数据库结构', '是最新的。'),
    problem === null
      ? fine('数据库账号', '受行级安全约束。')
      : broken(
          '数据库账号',
          'DATABASE_URL 用的是超级用户、表的所有者或能绕过行级安全的账号，谁都能看到所有农户。',
          '请换成普通服务账号，再用 DATABASE_OWNER_URL 运行 npx fangpin migrate。',
        ),
  ];
}

function databaseTrouble(thrown: unknown): Finding {
  const fault = asFault(thrown);
  if (fault.code === 'migrations-pending') {
    return broken('数据库结构', '还没有更新。', '请运行 npx fangpin migrate。');
  }
  if (fault.code === 'policy-mistakes') {
    return broken('政策包', fault.message, '请照上面改好，再启动。写法见 docs/policy-packs.md。');
  }
  const told =
    thrown instanceof Fault && thrown.message !== thrown.code
      ? thrown.message
      : `打不开（${fault.code}）。`;
  return broken('数据库', told, '请检查 DATABASE_URL、数据库是否在运行、网络和密码。');
}

async function queueFinding(installation: Installation): Promise<Finding> {
  const redis = installation.config.queue.kind === 'redis';
  const name = redis ? 'Redis' : 'Postgres';
  const answers = await queueAnswers(queueStoreOf(installation)).catch(() => false);
  if (answers) return fine('队列', `${name} 可用。`);
  return redis
    ? broken(
        '队列',
        'Redis 连不上。',
        '请检查 REDIS_URL 和 Redis 是否在运行。已收到的申报都在数据库里，不会丢。',
      )
    : watch('队列', '队列的表还没有建。', '第一次启动 fangpin serve 时会自动建好。');
}

function keyFinding(config: Config): Finding {
  if (config.keys === null) {
    return watch(
      '密钥',
      '用的是自动生成的密钥，放在数据目录里。',
      `请把 ${config.dataDir}/secret-key 备份到别处；丢了它，加密的数据就打不开。正式使用请设置 FANGPIN_SECRET_KEY。`,
    );
  }
  return fine('密钥', `有 ${config.keys.masters.size} 个，当前是 ${config.keys.currentKid}。`);
}

function clockFinding({ clockOffset }: Config): Finding {
  return clockOffset.ms === 0 && clockOffset.months === 0
    ? fine('时钟', '用的是本机时间。')
    : watch('时钟', '设置了 FANGPIN_CLOCK_OFFSET，时间是假的。', '只用于演示；正式使用请去掉。');
}

async function botFinding({ telegram, production }: Config): Promise<Finding> {
  if (telegram.kind === 'off') {
    return off(
      'Telegram 机器人',
      '没有开。',
      '需要的话向 @BotFather 申请令牌，设置 TELEGRAM_BOT_TOKEN。',
    );
  }
  const me = await createTelegramClient(telegram).call('getMe', {}, { timeoutMs: 5_000 });
  if (me.kind === 'ok') {
    const insecure =
      production && telegram.kind === 'webhook' && !telegram.url.startsWith('https://');
    return insecure
      ? broken(
          'Telegram 机器人',
          '回调地址不是 https。',
          '请把 TELEGRAM_WEBHOOK_URL 改成 https 的地址。',
        )
      : fine('Telegram 机器人', `@${me.value.username} 可用。`);
  }
  return me.kind === 'refused' && (me.status === 401 || me.status === 404)
    ? broken(
        'Telegram 机器人',
        '令牌不被承认。',
        '请检查 TELEGRAM_BOT_TOKEN，必要时向 @BotFather 重新申请。',
      )
    : broken(
        'Telegram 机器人',
        '连不上 Telegram。',
        '请检查网络，或用 TELEGRAM_API_ROOT 指向能连上的服务器。',
      );
}

const MODEL_PROBE_MS = 5_000;
const MODEL_MEND =
  '不影响申报：没有大模型就按规则读。请检查 OPENAI_BASE_URL、OPENAI_MODEL、OPENAI_API_KEY 和网络。';
const MODEL_TROUBLE: Readonly<Partial<Record<ModelFailure, string>>> = {
  'not-allowed': '不认 OPENAI_API_KEY。',
  'bad-request': '不认这样的请求，多半是模型的名称不对。',
  'rate-limited': '说请求太多或者没有余额。',
  timeout: `${MODEL_PROBE_MS / 1000} 秒内没有回答。`,
  unreachable: '连不上。',
};

/** One short question with nobody's words in it, as `getMe` for the bot. */
async function modelFinding({ model }: Config): Promise<Finding> {
  if (model.kind === 'on') {
    const reply = await openModelServer(model).chat(
      model.model,
      [{ role: 'user', content: '请只回答“好”。' }],
      { kind: 'prose' },
      AbortSignal.timeout(MODEL_PROBE_MS),
    );
    return reply.kind === 'answered'
      ? fine('大模型', `${model.model} 可用。`)
      : watch(
          '大模型',
          `${model.model} ${MODEL_TROUBLE[reply.code] ?? `没有正常回答（${reply.code}）。`}`,
          MODEL_MEND,
        );
  }
  return model.missing === null
    ? off(
        '大模型',
        '没有开，不影响使用。',
        '需要的话设置 OPENAI_MODEL 和 OPENAI_API_KEY（或 OPENAI_BASE_URL）。',
      )
    : watch('大模型', `还缺 ${model.missing}，没有开。`, `请设置 ${model.missing}。`);
}

/** The worker role: queues, relay, sweeps, sealing. Any number of processes may have it. */
import { openQueueBackend } from '#queues/connection.ts';
import type { Operations } from '#queues/registry.ts';
import { startQueues } from '#queues/start.ts';
import { startTimers, type Timer } from '#queues/timers.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { openAssistant } from '#src/assistant/open-assistant.ts';
import type { Model, Transcriber } from '#src/operations/assistant/model.ts';
import { transcribeVoice } from '#src/operations/assistant/transcribe-voice.ts';
import { understandDraft } from '#src/operations/assistant/understand-draft.ts';
import { createNoticeSender } from '#src/operations/notice/send-batch.ts';
import { noticeSweeps } from '#src/operations/notice/sweep.ts';
import { sweepAlerts } from '#src/operations/alert/sweep-alerts.ts';
import { sealEvents } from '#src/operations/audit/seal-events.ts';
import { findLeftBehind } from '#src/operations/conversation/sweep-inbound.ts';
import { declarationWorker } from '#src/operations/declaration/process-declaration.ts';
import { dutySweeps } from '#src/operations/duty/sweeps.ts';
import { issueSweeps } from '#src/operations/ticket/sweeps.ts';
import { reportSweeps } from '#src/operations/report/sweeps.ts';
import { fetchMedia } from '#src/operations/media/fetch-media.ts';
import { notifyWaiting } from '#src/operations/sending/notify-waiting.ts';
import { sweepRetention } from '#src/operations/privacy/retention.ts';
import { sweepDeliveries } from '#src/operations/sending/deliver.ts';
import { closeOutbox } from '#src/store/outbox.ts';
import { inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { createHttpNotifier } from '#src/platform/http-notifier.ts';
import type { Shutdown } from '#src/platform/shutdown.ts';
import type { Core } from './core.ts';
import { queueStoreOf } from './installation.ts';

/** Starts the workers of every queue, the relay and the timers; what it started, `shutdown` ends. */
export async function startWorkerRole(
  core: Core,
  options: { readonly broadcastIntervalMs?: number },
  shutdown: Shutdown,
): Promise<void> {
  const { installation } = core;
  const { db, clock, log, fields, files } = installation;
  const backend = openQueueBackend(queueStoreOf(installation), (cause) =>
    log.warn({ error: cause }, 'the queue store was lost'),
  );
  const done = async (outboxId: string): Promise<void> => {
    await inScope(db, SYSTEM, (trx) => closeOutbox(trx, outboxId, clock.now()));
  };
  const { model, transcriber } = assistantOf(core);
  const notices = createNoticeSender({
    ...core.background,
    channels: core.channels,
    log,
    wait: (ms) => pause(ms),
    ...(options.broadcastIntervalMs === undefined
      ? {}
      : { intervalMs: options.broadcastIntervalMs }),
  });
  const workOff = declarationWorker(core.background);
  const operations: Operations = {
    submissions: async (job) => {
      await core.deliverAll(await workOff(job));
    },
    deliveries: async ({ outboxId, accountId }) => {
      await core.deliverAll([accountId]);
      await done(outboxId);
    },
    // The promise stays open until the notice is over; the sender or the sweep closes it.
    broadcasts: async ({ noticeId }) => {
      await core.deliverAll((await notices.send(noticeId, shutdown.signal)).accounts);
    },
    understanding: async (job) => {
      await core.deliverAll((await understandDraft({ ...core.advance, model }, job)).accounts);
    },
    media: async ({ outboxId, mediaId }) => {
      await fetchMedia({ db, fields, files, channels: core.channels }, mediaId);
      const heard = await transcribeVoice({ ...core.advance, files, transcriber }, mediaId);
      await done(outboxId);
      await core.deliverAll(heard.accounts);
    },
  };
  const queues = await startQueues({ db, clock, log, backend, operations });
  const timers = startTimers({ db, log }, [queues.relay, ...sweeps(core)]);
  core.onPromised = () => timers.wake('relay');
  shutdown.add('queues', () => queues.close());
  shutdown.add('timers', () => timers.stop());
}

/** The model if one is set; everything works without. */
function assistantOf({ installation }: Core): {
  readonly model: Model | null;
  readonly transcriber: Transcriber | null;
} {
  const { config, clock } = installation;
  if (config.model.kind === 'off') return { model: null, transcriber: null };
  return openAssistant(config.model, { clock });
}

const SECOND = 1_000;
const DAY = 86_400_000;

function sweeps(core: Core): readonly Timer[] {
  const { background, installation } = core;
  const timer = (name: string, everyMs: number, run: () => Promise<readonly string[]>): Timer => ({
    name,
    everyMs,
    alone: true,
    run: async () => {
      await core.deliverAll(await run());
      return false;
    },
  });
  return [
    timer('inbound', 2 * SECOND, async () => {
      const left = await findLeftBehind(installation);
      await Promise.all(left.map(({ channel, chat }) => core.chats.work(channel, chat)));
      return [];
    }),
    timer('deliveries', SECOND, () => sweepDeliveries(core.delivery)),
    timer('alerts', 10 * SECOND, () => sweepAlerts(background)),
    ...[...dutySweeps, ...issueSweeps, ...reportSweeps, ...noticeSweeps].map((sweep) =>
      timer(sweep.name, sweep.everyMs, () => sweep.run(background)),
    ),
    {
      name: 'seal',
      everyMs: SECOND,
      alone: true,
      run: async () => {
        const { accounts } = await sealEvents({
          ...background,
          keys: installation.keys,
          log: installation.log,
        });
        await core.deliverAll(accounts);
        return false;
      },
    },
    ...notifierTimer(core),
    {
      name: 'retention',
      everyMs: DAY,
      alone: true,
      run: async () => {
        await sweepRetention(core.background);
        return false;
      },
    },
  ];
}

/** Rings staff outside our channels, if the operator has said how. */
function notifierTimer({ installation }: Core): readonly Timer[] {
  const { config, log } = installation;
  if (config.notifyUrl === null) return [];
  const notifier = createHttpNotifier(config.notifyUrl, (code) =>
    log.warn({ code }, 'the notifier did not take a ring'),
  );
  const deps = { ...installation, notifier, link: `${config.publicUrl}/chat` };
  return [
    {
      name: 'notifier',
      everyMs: 5 * SECOND,
      alone: true,
      run: async () => {
        await notifyWaiting(deps);
        return false;
      },
    },
  ];
}

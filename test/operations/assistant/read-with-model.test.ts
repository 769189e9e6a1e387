/** `fangpin read --model`: the model beside the reader. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openAssistant } from '#src/assistant/open-assistant.ts';
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { readWithModel } from '#src/operations/assistant/read-with-model.ts';
import { clockAt } from '#test/support/clock.ts';
import { emptyReading, ModelServer } from '#test/support/model-server.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await ModelServer.start();
});
afterAll(() => server.stop());
beforeEach(() => server.reset());

const model = () =>
  openAssistant(
    { apiKey: null, baseUrl: server.baseUrl, model: 'm', transcribeModel: null },
    { clock: clockAt('2026-11-22T09:00:00+08:00') },
  ).model;

it('adds what the model found to what the reader found', async () => {
  server.always({
    kind: 'json',
    value: { ...emptyReading, riskTypes: ['因学'], householdSize: 5, urgency: 'high' },
  });
  const text = '我妈得了糖尿病天天吃药';
  const { reading, failure } = await readWithModel(model(), text);
  expect(failure).toBeNull();
  expect(reading.riskTypes).toEqual(['因病', '因学']);
  expect(reading.urgency).toBe('high');
  expect(reading.householdSize).toBe(5);
});

it('puts names back as the text spells them, and takes none the text does not hold', async () => {
  const text = '我叫李大山，隔壁卓玛·央金屋头的男人遭车撞了';
  server.always({
    kind: 'json',
    value: { ...emptyReading, names: ['[姓名1]', '卓玛·央金', '王编造', '[姓名7]'] },
  });
  const { reading } = await readWithModel(model(), text);
  expect(reading.pii.names).toContain('李大山');
  expect(reading.pii.names).toContain('卓玛·央金');
  expect(reading.pii.names).not.toContain('王编造');
  expect(server.requests[0]?.body).not.toContain('李大山');
});

it('is the reader alone when the model fails', async () => {
  server.always({ kind: 'status', status: 401 });
  const text = '屋头遭火烧了';
  expect(await readWithModel(model(), text)).toEqual({
    reading: readMessage(text),
    failure: 'not-allowed',
  });
});

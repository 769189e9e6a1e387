/** The steps after the visit as people take them in their chats. */
import { localDate } from '#src/domain/calendar/local-date.ts';
import { accountOf, STAFF, uuid } from '#test/operations/duty/county.ts';
import { textOf } from '#test/operations/staff/office-chat.ts';
import { type Bench, command, openDutyOf, photoOf } from './steps-bench.ts';

/** The household signs; the officer sends the photo of the paper. */
export async function signed(bench: Bench): Promise<string> {
  const { officer } = bench;
  await openDutyOf(bench, officer, 'authorise');
  await officer.press('签了字');
  await officer.press('本人，念给他听的');
  const mediaId = await photoOf(bench, accountOf('officerA'));
  return textOf(
    await officer.send({ kind: 'media', media: 'photo', mediaId, caption: '', seconds: 0 }),
  );
}

/** The village meets and says what is given. */
export async function met(bench: Bench, result: string, reason?: string): Promise<string> {
  const { secretary } = bench;
  await openDutyOf(bench, secretary, 'village-review');
  await secretary.press('记录会议');
  await secretary.press('今天开的');
  await secretary.press('王秀英 村信息员');
  await secretary.press('就这些人');
  await secretary.say('7');
  await secretary.press(result);
  if (reason !== undefined) await secretary.press(reason);
  await secretary.say('大家议了，他家住院花钱多，一致同意往上报');
  return textOf(await secretary.press('提交'));
}

/** The notice goes up. */
export async function posted(bench: Bench): Promise<string> {
  await openDutyOf(bench, bench.officer, 'post-publicity');
  return textOf(await bench.officer.press('贴出去了，开始公示'));
}

/** The notice comes down after its days; noon of the day is given. */
export async function closed(bench: Bench, on = '2026-11-08'): Promise<string> {
  bench.at(`${on}T12:00:00+08:00`);
  await openDutyOf(bench, bench.officer, 'close-publicity');
  return textOf(await bench.officer.press('结束公示'));
}

/** As far as the county's desk, each step in its own chat. */
export async function walkedToTheCounty(bench: Bench): Promise<void> {
  await signed(bench);
  await met(bench, '突发严重困难户');
  await posted(bench);
  await closed(bench);
  await openDutyOf(bench, bench.town, 'town-review');
  await bench.town.press('同意，报县里');
}

/** Signed, and recommended by the village, without the chats: the notice can go up. */
export async function atThePosting(bench: Bench): Promise<void> {
  await command(
    bench.county,
    {
      kind: 'authorise',
      authorisation: {
        form: 'signature',
        by: 'household',
        readAloudBy: null,
        mediaId: null,
        recordedBy: STAFF.officerA.id,
      },
    },
    {
      kind: 'record-review',
      meetingId: uuid(991),
      on: localDate('2026-11-02'),
      present: 9,
      category: 'sudden-hardship',
      reason: null,
      recordedBy: STAFF.secretaryA.id,
    },
  );
}

/** As far as the county's desk without the chats, for what comes there. */
export async function atTheCounty(bench: Bench): Promise<void> {
  const byStaffId = STAFF.officerA.id;
  await atThePosting(bench);
  await command(bench.county, { kind: 'post-publicity', byStaffId, noticeId: uuid(992) });
  bench.at('2026-11-08T12:00:00+08:00');
  await command(
    bench.county,
    { kind: 'close-publicity', byStaffId },
    { kind: 'pass-town-review', byStaffId: STAFF.town.id, reason: null },
  );
}

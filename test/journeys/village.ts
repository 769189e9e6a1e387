/**
 * 桃源村 of the invented county with the whole service behind it: people with phones, posts taken by invitation, a clock that a
 * restart moves. A journey never sleeps; it waits for words on a screen.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { levelOf, type Role } from '#src/domain/people/roles.ts';
import { inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { BotApiServer } from '#test/support/bot-api/server.ts';
import { inviteHolder, type Villager, villagersOf } from '#test/support/county.ts';
import { hasRedis, startRedis, type TestRedis } from '#test/support/redis.ts';
import { type ServiceOptions, startService, type TestService } from '#test/support/service.ts';
import { Phone } from './phone.ts';

export type Backend = 'postgres' | 'redis';

/** The queue backends that can run here. */
export const backends = (): readonly Backend[] =>
  hasRedis() ? ['postgres', 'redis'] : ['postgres'];

/** Monday morning, nothing due yet and nobody asleep. */
export const MONDAY = '2026-11-23T09:00:00+08:00';
export const VILLAGE = '桃源村';
export const TOWN = '云岭镇';

export type Village = {
  readonly telegram: BotApiServer;
  readonly backend: Backend;
  readonly redis: TestRedis | null;
  /** The service as it runs now; another one after a jump. */
  service(): TestService;
  /** Everything logged so far, by all services of this village. */
  logged(): string;
  /** People of the registry not handed out yet; each call gives another. */
  villager(): Villager;
  /** Somebody's phone, opened for the first time. */
  phone(firstName: string): Phone;
  /** A phone whose owner went through first contact with the shared contact: phone-matched. */
  farmer(who?: Villager): Promise<Farmer>;
  /** The code of an invitation nobody has used yet. */
  invite(role: Role, area?: string): ReturnType<typeof inviteHolder>;
  /** A phone whose owner holds the post over the village (or its town, or the county). */
  officer(role: Role, area?: string): Promise<Officer>;
  /** Stops and starts at that moment, as after a deploy or an outage. */
  jumpTo(iso: string, env?: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
};

export type Farmer = { readonly phone: Phone; readonly who: Villager };
export type Officer = {
  readonly phone: Phone;
  readonly name: string;
  readonly staffId: string;
  /** Where they live, if they are of the village themselves. */
  readonly home: Villager | null;
};

/** The distance from the machine's clock to `iso`, as `FANGPIN_CLOCK_OFFSET` wants it. */
export function offsetTo(iso: string): string {
  const seconds = Math.round((Date.parse(iso) - Date.now()) / 1000);
  return `${seconds < 0 ? '-' : ''}PT${Math.abs(seconds)}S`;
}

/** Opens the village on one backend. */
export async function openVillage(
  options: {
    /** Under which the chats are kept in `test/.artifacts/chats`, to be read. */
    readonly name?: string;
    readonly backend?: Backend;
    readonly at?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly villagers?: number;
  } = {},
): Promise<Village> {
  const backend = options.backend ?? 'postgres';
  const telegram = await BotApiServer.start({ limits: 'none' });
  const redis = backend === 'redis' ? await startRedis() : null;
  const given: ServiceOptions = {
    telegram,
    offset: offsetTo(options.at ?? MONDAY),
    env: options.env ?? {},
    broadcastIntervalMs: 5,
    ...(redis === null ? {} : { redisUrl: redis.url }),
  };
  let service = await startService(given);
  const people = await villagersOf(service, VILLAGE, options.villagers ?? 25);
  const homes = await homesOfStaff(service);
  const ofStaff = new Set(homes.values());
  // An officer's own family is a story of its own.
  const villagers = people.filter((each) => !ofStaff.has(each.householdId));
  let phones = 0;
  const village: Village = {
    telegram,
    backend,
    redis,
    service: () => service,
    logged: () => service.logged.join(''),
    villager() {
      const next = villagers.shift();
      if (next === undefined) throw new Error('no more people in the village');
      return next;
    },
    phone(firstName) {
      phones += 1;
      return new Phone(telegram.person({ id: 1000 + phones, firstName }));
    },
    async farmer(who = village.villager()) {
      const phone = village.phone('农户');
      await firstContact(phone, who);
      return { phone, who };
    },
    invite: async (role, area = areaOf(role)) => await inviteHolder(service, role, area),
    async officer(role, area = areaOf(role)) {
      const { code, name, staffId } = await inviteHolder(service, role, area);
      const phone = village.phone('干部');
      phone.command(`/start ${code}`);
      await phone.tap('接受');
      await phone.sees('今天先办哪一样');
      const home = people.find((each) => each.householdId === homes.get(staffId)) ?? null;
      return { phone, name, staffId, home };
    },
    async jumpTo(iso, env) {
      service = await service.restart({
        offset: offsetTo(iso),
        ...(env === undefined ? {} : { env }),
      });
    },
    async close() {
      await keepChats(telegram, options.name ?? 'journey');
      await service.end();
      await telegram.close();
      await redis?.stop();
    },
  };
  return village;
}

const areaOf = (role: Role): string => (levelOf(role) === 'town' ? TOWN : VILLAGE);

/** The households staff live in, by staff. */
async function homesOfStaff(service: TestService): Promise<ReadonlyMap<string, string>> {
  const rows = await inScope(service.core.installation.db, SYSTEM, (trx) =>
    trx.selectFrom('staff').select(['id', 'household_id']).execute(),
  );
  return new Map(
    rows.flatMap((row) => (row.household_id === null ? [] : [[row.id, row.household_id] as const])),
  );
}

/** What was said, chat by chat, as people saw it. */
async function keepChats(telegram: BotApiServer, name: string): Promise<void> {
  const folder = new URL('../.artifacts/chats/', import.meta.url);
  await mkdir(folder, { recursive: true });
  const chats = [...telegram.world.chats.keys()].map((id) => telegram.transcript(id));
  await writeFile(new URL(`${name}.txt`, folder), chats.join('\n\n========\n\n'));
}

/** First contact by buttons, the village's name and the shared contact. */
export async function firstContact(phone: Phone, who: Villager): Promise<void> {
  phone.command('/start');
  await phone.tap('同意');
  await phone.sees('您户口在哪个村');
  phone.say(VILLAGE);
  await phone.sees('您叫什么名字');
  phone.say(who.name);
  await phone.sees('您的手机号是多少');
  phone.person.contact(who.phone, { own: true });
  await phone.sees('您想办什么');
}

/** 一键申报 in three taps; the receipt number. */
export async function report(phone: Phone, type = '生病花钱多'): Promise<string> {
  await phone.tap('一键申报', { anywhere: true });
  await phone.tap(type);
  await phone.tap('提交');
  return numberIn((await phone.sees('受理号')).text);
}

/** The receipt number in a text. */
export function numberIn(text: string): string {
  const found = /受理号 ([\d-]+)/.exec(text)?.[1];
  if (found === undefined) throw new Error(`no receipt number in ${text}`);
  return found;
}

/** Opens a duty of 我的待办 by its button, on whatever page it is. */
export async function openDuty(phone: Phone, label: RegExp): Promise<void> {
  phone.say('我的待办');
  for (;;) {
    const list = await phone.sees('待办共');
    if (list.buttons.flat().some((each) => label.test(each))) break;
    await phone.tap('下一页');
  }
  await phone.tap(label);
}

import { describe, expect, it } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { roles } from '#src/domain/people/roles.ts';
import type { Facts } from '#src/flows/flow.ts';
import { features, flowNamed, menuLabels } from '#src/flows/registry.ts';
import { bureau, farmer, now, startChat, stranger } from './chat.ts';

const factsOf = (account: Facts['account']): Facts => ({
  now,
  today: localDate('2026-11-24'),
  account,
  bureau,
  answers: {},
});

const duplicates = (names: readonly string[]) =>
  names.filter((name, at) => names.indexOf(name) !== at);

describe('the features together', () => {
  it('bring no flow, label, command, word, lasting button or outcome twice', () => {
    expect(duplicates(features.flatMap((each) => each.flows.map((flow) => flow.name)))).toEqual([]);
    expect(duplicates(features.flatMap((each) => (each.labels ?? []).map((l) => l.label)))).toEqual(
      [],
    );
    for (const part of ['commands', 'words', 'actions', 'outcomes'] as const) {
      expect(duplicates(features.flatMap((each) => Object.keys(each[part] ?? {})))).toEqual([]);
    }
  });

  it('lead every label to a flow there is', () => {
    for (const label of features.flatMap((each) => each.labels ?? [])) {
      expect(flowNamed(label.flow)?.name).toBe(label.flow);
    }
  });

  it('show a farmer the six labels people know', () => {
    expect(menuLabels(factsOf(farmer)).map((each) => each.label)).toEqual([
      '一键申报',
      '我的进度',
      '政策通知',
      '问政策',
      '我的信息',
      '人工帮助',
    ]);
  });

  it.each(roles)('give %s a menu of at most eight buttons', (role) => {
    const chat = startChat({
      ...stranger,
      staff: {
        staffId: 'staff-1',
        name: '王秀英',
        posts: [
          {
            postId: 'post-1',
            department: null,
            role,
            areaId: 'taoyuan',
            areaPath: '5/',
            areaName: '桃源村',
          },
        ],
      },
    });
    chat.command('menu');
    expect(chat.labels().length).toBeGreaterThan(1);
  });
});

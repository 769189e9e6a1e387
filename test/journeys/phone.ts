/** A person's phone in a journey: counts taps, remembers what was typed, presses only what came after the last act. */
import type { Person, Press } from '#test/support/bot-api/person.ts';
import type { SeenMessage } from '#test/support/bot-api/chat.ts';

export class Phone {
  readonly person: Person;
  /** Buttons pressed so far. */
  taps = 0;
  /** Everything typed, to be searched for where it must not be. */
  readonly typed: string[] = [];

  constructor(person: Person) {
    this.person = person;
  }

  /** Types; the id of the message, to edit it later. */
  say(words: string): number {
    this.typed.push(words);
    return this.person.text(words).messageId;
  }

  command(line: string): void {
    this.person.command(line);
  }

  /** Presses a button that appeared since the last act; `anywhere`: one of any age, as lasting buttons are. */
  async tap(
    label: string | RegExp,
    { anywhere = false }: { readonly anywhere?: boolean } = {},
  ): Promise<Press> {
    this.taps += 1;
    const after = this.person.lastAct;
    return await this.person.press(label, anywhere ? {} : { after });
  }

  /** Waits for words said since the last act. */
  async sees(words: string | RegExp, withinMs?: number): Promise<SeenMessage> {
    return await this.person.expect(words, withinMs === undefined ? {} : { withinMs });
  }

  /** Waits for words said since `moment`, whatever the person did meanwhile. */
  async seesSince(moment: number, words: string | RegExp): Promise<SeenMessage> {
    return await this.person.expect(words, { after: moment });
  }

  /** What the bot has said, as one text. */
  heard(): string {
    return this.person.chat
      .fromBot()
      .map((message) => message.text)
      .join('\n');
  }

  /** Messages of the bot that contain the words. */
  times(words: string | RegExp): number {
    return this.person.chat
      .fromBot()
      .filter((message) =>
        typeof words === 'string' ? message.text.includes(words) : words.test(message.text),
      ).length;
  }
}

/** A browser without a screen: keeps cookies, follows nothing, reads form tokens out of pages. */

export type Visitor = {
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  /** Sends a form as a page of ours would; the token of the last page read is added. */
  readonly form: (path: string, fields: Record<string, string>) => Promise<Response>;
  /** Sends what the chat's script sends. */
  readonly say: (id: string, said: unknown, after?: string) => Promise<Response>;
  readonly post: (
    path: string,
    body: RequestInit['body'],
    headers?: Record<string, string>,
  ) => Promise<Response>;
  readonly cookies: ReadonlyMap<string, string>;
  /** The `set-cookie` lines of the last answer. */
  readonly setCookies: () => readonly string[];
  readonly token: () => string;
};

/** Opens one at an address. */
export function visit(url: string): Visitor {
  const cookies = new Map<string, string>();
  let token = '';
  let setCookies: readonly string[] = [];
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers(init.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    const answer = await fetch(`${url}${path}`, { ...init, headers, redirect: 'manual' });
    setCookies = answer.headers.getSetCookie();
    for (const line of setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    if (answer.headers.get('content-type')?.startsWith('text/html') === true) {
      token = /name="form-token" value="([^"]+)"/.exec(await answer.clone().text())?.[1] ?? token;
    }
    return answer;
  };
  const HTML = { accept: 'text/html' };
  const post: Visitor['post'] = (path, body, headers = {}) =>
    ask(path, {
      method: 'POST',
      body: body ?? null,
      headers: { accept: 'application/json', 'x-form-token': token, ...headers },
    });
  return {
    cookies,
    setCookies: () => setCookies,
    token: () => token,
    get: (path, headers = HTML) => ask(path, { headers }),
    post,
    form: (path, fields) =>
      ask(path, {
        method: 'POST',
        headers: HTML,
        body: new URLSearchParams({ 'form-token': token, ...fields }),
      }),
    say: (id, said, after = '') =>
      post(`/chat/send?after=${after}`, JSON.stringify({ id, said }), {
        'content-type': 'application/json',
      }),
  };
}

/** A visitor who has said whose phone it is and is in the conversation. */
export async function inConversation(
  url: string,
  device: 'own' | 'shared' = 'own',
): Promise<Visitor> {
  const visitor = visit(url);
  await visitor.get('/chat');
  await visitor.form('/chat/begin', { device });
  await visitor.get('/chat');
  return visitor;
}

export const TINY_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

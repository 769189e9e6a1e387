/** What people see when something does not work: a sentence, what to do, and the way back. */
import { type Html, html } from './html.ts';
import { errorText } from './text.ts';

type ErrorWords = { readonly title: string; readonly hint: string };

/** The words for an HTTP status. */
export function wordsForStatus(status: number): ErrorWords {
  if (status === 404 || status === 410) return errorText.notFound;
  if (status === 401 || status === 403) return errorText.forbidden;
  if (status === 413) return errorText.tooBig;
  if (status === 429) return errorText.tooMany;
  return status >= 500 ? errorText.broken : errorText.badRequest;
}

/** A whole page for an HTTP status. */
export const errorPage = (status: number, styleUrl: string): Html => {
  const { title, hint } = wordsForStatus(status);
  return html`<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="${styleUrl}">
</head>
<body class="plain">
<main class="card">
<h1>${title}</h1>
<p>${hint}</p>
<p><a class="button" href="/chat">${errorText.back}</a></p>
</main>
</body>
</html>`;
};

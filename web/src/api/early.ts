/**
 * What is asked before the client's code is here: the requests travel while the browser fetches the code that needs the answers.
 * It knows nothing of the rest, so that it stays a few lines that arrive first.
 */
const asked = new Map<string, Promise<Response>>();

const keyOf = (url: string, language: string) => `${language} ${url}`;

function ask(url: string, language: string): Promise<Response> {
  const answer = fetch(url, { credentials: 'same-origin', headers: { Accept: 'application/json', 'Accept-Language': language } });
  // Whoever takes the answer hears why there is none.
  answer.catch(() => undefined);
  asked.set(keyOf(url, language), answer);
  return answer;
}

/** Asks who is there and, if it is somebody, for the definitions. */
export function askAhead(language: string): void {
  void ask('/api/session', language)
    .then((answer) => (answer.ok ? answer.clone().json() : {}))
    .then((session: { user?: unknown; required?: unknown }) => {
      if (session.user && !session.required) void ask('/api/meta', language);
    })
    .catch(() => undefined);
}

/** The answer to what was asked ahead, once; later questions are asked anew. */
export function takeAnswer(url: string, language: string): Promise<Response> | undefined {
  const key = keyOf(url, language);
  const answer = asked.get(key);
  asked.delete(key);
  return answer;
}

/* A stand-in for the server while developing the client alone: `TONGKE_MOCK=1 npm run dev`. Never part of the build. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { add, history, me, newId, type Row, tables } from './data.ts';
import { definitions, inLanguage, menus } from './definitions.ts';
import { advance, advanceExport, startJob, step, suggest } from './jobs.ts';
import { applied, expanded, filtered, ordered } from './query.ts';
import { salesPage } from './salesPage.ts';

let signedIn = process.env.TONGKE_MOCK_USER !== 'none';
const fresh = process.env.TONGKE_MOCK_SETUP === '1';

export function mockServer(): Plugin {
  return {
    name: 'tongke-mock',
    configureServer: (server) => void server.middlewares.use('/api', handle),
    configurePreviewServer: (server) => void server.middlewares.use('/api', handle),
  };
}

function handle(request: IncomingMessage, response: ServerResponse): void {
  answer(request, response).catch((error: unknown) =>
    send(response, 400, { error: { code: 'malformed', message: String(error) } }),
  );
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://mock');
  const method = request.method ?? 'GET';
  const english = String(request.headers['accept-language'] ?? '').startsWith('en');
  const parts = url.pathname.split('/').filter(Boolean);
  const body = await read(request);
  await new Promise((resolve) => setTimeout(resolve, Number(process.env.TONGKE_MOCK_DELAY ?? 120)));
  if (parts[0] === 'session' || parts[0] === 'setup') return session(method, parts[0], body, response);
  if (parts[0] === 'meta') return send(response, 200, inLanguage({ version: '1', objects: definitions, menus }, english));
  if (parts[0] === 'search') {
    const text = url.searchParams.get('q') ?? '';
    const hits = ['account', 'opportunity', 'contact', 'lead'].flatMap((object) =>
      filtered(object, null, text)
        .slice(0, 4)
        .map((r) => ({ object, id: r.id, title: r.name, subtitle: r.phone ?? r.number ?? null, label: object })),
    );
    return send(response, 200, { value: hits });
  }
  if (parts[0] === 'pages') return send(response, 200, salesPage(url.searchParams));
  if (parts[0] === 'files')
    return send(
      response,
      200,
      method === 'POST' ? { id: newId(), name: '销售数据.csv', size: 482_113, type: 'text/csv' } : '编号,名称\n',
    );
  return records(method, parts.slice(1), url.searchParams, body, response);
}

function session(method: string, page: string, body: Record<string, unknown>, response: ServerResponse): void {
  const state = {
    user: { id: me.id, login: 'admin', name: me.name, department: me.department, language: null, timezone: 'Asia/Shanghai' },
    csrf: 'mock',
    setup: false,
    company: {
      name: '华信科技',
      currency: 'CNY',
      language: 'zh-CN',
      timezone: 'Asia/Shanghai',
      holidays: [],
      workedWeekends: [],
    },
  };
  if (page === 'setup' || (method === 'POST' && body.password !== 'wrong')) signedIn = true;
  else if (method === 'POST') return send(response, 401, { error: { code: 'invalid_credentials', message: '' } });
  if (method === 'DELETE') signedIn = false;
  return signedIn ? send(response, 200, state) : send(response, 401, { error: { code: 'unauthenticated' }, setup: fresh });
}

function records(
  method: string,
  [object = '', id, action]: string[],
  query: URLSearchParams,
  body: Record<string, unknown>,
  response: ServerResponse,
): void {
  if (!id) return method === 'POST' ? create(object, body, response) : list(object, query, response);
  const row = tables.get(object)?.get(id);
  if (!row) return send(response, 404, { error: { code: 'not_found', message: '记录不存在，或你无权查看。' } });
  if (action === '$history')
    return send(response, 200, {
      value: history.get(id) ?? [
        { seq: 1, at: row.created_at, actor: { id: me.id, name: me.name }, kind: 'created', changes: [] },
      ],
    });
  if (action === '$reveal') return send(response, 200, { value: '91310115MA1K38X2Q' });
  if (action === 'suggest') return send(response, 200, suggest());
  if (object === 'import_job' && action) step(row, action);
  if (method === 'DELETE') {
    tables.get(object)?.delete(id);
    tables.set('#bin', (tables.get('#bin') ?? new Map()).set(id, row));
    return send(response, 204, undefined);
  }
  if (method === 'PATCH' || (action && !['restore', 'dry_run', 'start', 'cancel', 'undo'].includes(action)))
    return change(row, action ? actionValues(action, body) : body, response);
  const read = object === 'import_job' ? advance(row) : object === 'export_job' ? advanceExport(row) : row;
  return send(response, 200, expanded(object, read, query.get('$expand')));
}

function actionValues(action: string, body: Record<string, unknown>): Record<string, unknown> {
  const stage = [...(tables.get('stage')?.values() ?? [])].find((s) => s.type === (action === 'win' ? 'won' : 'lost'));
  return action === 'win' || action === 'lose'
    ? { ...body, stage: stage?.id }
    : action === 'convert'
      ? { status: 'converted' }
      : body;
}

function create(object: string, body: Record<string, unknown>, response: ServerResponse): void {
  if (object === 'import_job' || object === 'export_job') return send(response, 201, startJob(object, body));
  const fields = (definitions.find((d) => d.name === object)?.fields ?? []) as {
    name: string;
    label: string;
    required?: boolean;
  }[];
  const missing = fields.filter((f) => f.required && !body[f.name]);
  if (missing.length)
    return send(response, 400, {
      error: {
        code: 'validation_failed',
        message: '有内容未填写',
        details: missing.map((f) => ({ code: 'required', target: f.name, message: `请填写${f.label.split('|')[0]}。` })),
      },
    });
  return send(response, 201, add(object, { owner: me.id, created_by: me.id, ...body, created_at: new Date().toISOString() }));
}

function change(row: Row, body: Record<string, unknown>, response: ServerResponse): void {
  const stage = tables.get('stage')?.get(String(body.stage));
  const next: Row = { ...row, ...body, id: row.id, version: row.version };
  if (body.name === '冲突')
    return send(response, 412, {
      error: {
        code: 'stale',
        message: '',
        details: [{ target: 'name', mine: '冲突', theirs: '别人改过的名字', original: row.name }],
      },
    });
  if (stage?.type === 'lost' && !next.loss_reason)
    return send(response, 422, {
      error: {
        code: 'stage_criteria',
        message: '还不能进入“输单”。',
        details: [{ code: 'required', target: 'loss_reason', message: '请选择输单原因。' }],
      },
    });
  if (stage?.type === 'won' && !next.next_step)
    return send(response, 422, {
      error: {
        code: 'stage_criteria',
        message: '还不能进入“赢单”。',
        details: [
          { code: 'required', target: 'next_step', message: '请写明下一步（交付安排）。' },
          { code: 'criterion', message: '至少有一次拜访记录。' },
        ],
      },
    });
  const changes = Object.keys(body)
    .filter((k) => row[k] !== body[k])
    .map((field) => ({ field, from: row[field] ?? null, to: body[field] ?? null }));
  const entries = history.get(row.id) ?? [
    { seq: 1, at: row.created_at as string, actor: { id: me.id, name: me.name }, kind: 'created', changes: [] },
  ];
  history.set(row.id, [
    { seq: entries.length + 1, at: new Date().toISOString(), actor: { id: me.id, name: me.name }, kind: 'updated', changes },
    ...entries,
  ]);
  Object.assign(row, body, { version: row.version + 1, updated_at: new Date().toISOString() });
  if (stage) row.probability = stage.probability;
  return send(response, 200, row);
}

function list(object: string, query: URLSearchParams, response: ServerResponse): void {
  const apply = query.get('$apply');
  if (apply) return send(response, 200, { value: applied(object, apply) });
  const rows = ordered(object, filtered(object, query.get('$filter'), query.get('$search')), query.get('$orderby'));
  const skip = Number(query.get('$skip') ?? 0);
  const top = Number(query.get('$top') ?? 50);
  const page = rows
    .slice(skip, skip + top)
    .map((r) =>
      expanded(
        object,
        object === 'import_job' ? advance(r) : object === 'export_job' ? advanceExport(r) : r,
        query.get('$expand'),
      ),
    );
  const next = new URLSearchParams(query);
  next.set('$skip', String(skip + top));
  return send(response, 200, {
    value: page,
    '@odata.count': rows.length,
    ...(skip + top < rows.length ? { '@odata.nextLink': `/api/v1/${object}?${next}` } : {}),
  });
}

async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json');
  response.end(body === undefined ? '' : JSON.stringify(body));
}

/* Import and export jobs that move with the clock. */
import { add, type Row, tables } from './data.ts';

const samples: Record<string, string[]> = {
  商机编号: ['1C1I7A6R', 'Z063OYW0', 'EC4QE1BX'],
  销售: ['王思远', '李若彤', '陈嘉禾'],
  产品: ['GTX 基础版', 'GTXPro', 'MG 标准版'],
  客户: ['上海华信科技有限公司', '蓝海科技', '远景'],
  阶段: ['Won', 'Engaging', 'Won'],
  开始日期: ['2026-10-20', '2026-10-25', '2026-10-25'],
  成交日期: ['2026-11-01', '2026/11/03', '31/11/2026'],
  金额: ['1,054', '4514', '50'],
};
const suggested: Record<string, string> = {
  销售: 'owner',
  产品: 'product',
  客户: 'account',
  阶段: 'stage',
  开始日期: 'engage_date',
  成交日期: 'close_date',
  金额: 'amount',
  商机编号: 'name',
};

export function suggest() {
  return {
    encoding: 'GB18030',
    rows: 8800,
    columns: Object.entries(samples).map(([header, s]) => ({
      header,
      samples: s,
      field: suggested[header] ?? null,
      confidence: header === '商机编号' ? 0.55 : 0.95,
    })),
  };
}

export function step(job: Row, name: string): void {
  if (name === 'dry_run') Object.assign(job, { status: 'checking', started: Date.now() });
  if (name === 'start') Object.assign(job, { status: 'running', started: Date.now() });
  if (name === 'cancel') job.status = 'cancelled';
  if (name === 'undo') job.status = 'undone';
}

export function advance(job: Row): Row {
  const elapsed = (Date.now() - Number(job.started ?? 0)) / 1000;
  job.total = 8800;
  if (job.status === 'checking' || job.status === 'running') {
    const length = job.status === 'checking' ? 2 : 12;
    job.done = Math.min(8800, Math.round((elapsed / length) * 8800));
    job.speed = Math.round(8800 / length);
    if (elapsed > length) job.status = job.status === 'checking' ? 'checked' : 'done';
  }
  const share = Number(job.done ?? 0) / 8800;
  Object.assign(job, {
    created: Math.round(8511 * share),
    updated: Math.round(242 * share),
    skipped: Math.round(18 * share),
    failed: Math.round(29 * share),
  });
  job.errors_sample = [
    { row: 17, field: 'close_date', value: '31/11/2026', message: '“31/11/2026”不是有效日期，请用 2026-11-30 这样的写法。' },
    { row: 243, field: 'account', value: 'Bluth', message: '没有名为“Bluth”的客户。' },
    { row: 908, field: 'amount', value: '-50', message: '预计金额不能小于 0。' },
  ];
  const values = (job.values ?? {}) as Record<string, Record<string, string>>;
  job.unmatched = values.product?.GTXPro
    ? []
    : [
        { field: 'product', value: 'GTXPro', count: 1480, suggestion: 'GTX 专业版' },
        { field: 'stage', value: 'Engaging', count: 1589, suggestion: '初访' },
      ];
  return job;
}

export function advanceExport(job: Row): Row {
  const elapsed = (Date.now() - Number(job.started ?? 0)) / 1000;
  job.total = tables.get(String(job.object))?.size ?? 0;
  job.done = Math.min(Number(job.total), Math.round((elapsed / 3) * Number(job.total)));
  if (elapsed > 3) Object.assign(job, { status: 'done', file: 'mock-file' });
  return job;
}

export function startJob(kind: string, body: Record<string, unknown>): Row {
  return add(kind, {
    created_at: new Date().toISOString(),
    status: kind === 'import_job' ? 'uploaded' : 'running',
    started: Date.now(),
    mapping: {},
    values: {},
    mode: 'create',
    duplicates: 'skip',
    ...body,
  });
}

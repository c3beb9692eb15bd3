// Takes the pictures of docs/tour.md and docs/tour.zh-CN.md from the running product, so that they show what it is:
//   ./run once (it builds the server and the client), then: npm --prefix web run tour [-- the names of some pictures]
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { holdTender, recorder } from './tender.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const images = join(root, 'docs/images/tour');
const password = `Tour-${randomUUID()}`;
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

// A stop is a page as somebody sees it; `open` follows the first such link, `tab` turns to a tab, `then` does what the picture is about.
const stops = [
  {
    name: 'bench',
    as: 'wang.haoran',
    path: '/',
    zh: ['工作台', '每天从这里开始：今日要事按紧迫程度和金额排序并说明原因，卡片由自己布置。'],
    en: ['Work bench', 'Where the day begins: what to act on, ranked and with its reasons; everybody arranges the cards.'],
  },
  {
    name: 'overview',
    path: '/page/sales',
    zh: ['销售概览', '漏斗、停留时间、输单原因、排行和每周走势；点任何一个图形，就看到它背后的记录。'],
    en: ['Sales overview', 'Funnel, dwell, loss reasons, ranking and weekly trend; a click on any mark shows the records behind it.'],
  },
  {
    name: 'board',
    path: '/o/opportunity',
    zh: ['销售看板', '拖动卡片推进阶段，每列有金额与加权金额；不满足准入条件时说明还差什么。'],
    en: ['Board', 'Deals move through their stages by dragging; each column sums amounts and weighted amounts.'],
  },
  {
    name: 'list',
    path: '/o/account?view=all',
    zh: ['列表', '直接在单元格里改，按住拖选可从 Excel 粘贴；筛选、分组、视图都在网址里，可以转发。'],
    en: ['List', 'Edit in the cell, paste from Excel; filter, grouping and view are in the address and can be sent on.'],
  },
  {
    name: 'calendar',
    path: '/o/task?view=all&as=calendar&date=due_at',
    zh: ['日历', '任何有日期的对象都能按日历查看，拖动即改期。'],
    en: ['Calendar', 'Whatever has a date can be seen as a calendar; dragging moves it.'],
  },
  {
    name: 'record',
    path: '/o/opportunity',
    open: 'main a[href^="/o/opportunity/"]',
    zh: ['记录', '关键数字、阶段路径、一条时间线：跟进、任务、评论、修改都在一起。'],
    en: ['Record', 'Headline figures, the stage path and one timeline of everything that happened.'],
  },
  {
    name: 'forms',
    as: 'admin',
    path: '/page/lead-forms',
    open: 'main table a',
    then: (page) => page.frameLocator('iframe').locator('button').waitFor(),
    zh: ['获客表单', '自己做表单，生成链接和各渠道二维码；访客提交后成为线索，按规则分配并评分。'],
    en: ['Lead forms', 'Make a form with a link and a QR code for each channel; what visitors send becomes a lead, assigned and scored by rules.'],
  },
  {
    name: 'pools',
    as: 'wang.haoran',
    path: '/page/pools',
    zh: ['公海', '长期没跟进的客户自动进入公海，成员按每天的额度领取。'],
    en: ['Public pools', 'Customers whom nobody follows up move to a public pool; its members claim so many a day.'],
  },
  {
    name: 'forecast',
    path: '/page/forecast',
    zh: ['目标与预测', '目标、已成交、承诺逐级汇总，可以调整，也能看出为什么变了。'],
    en: ['Targets and forecast', 'Targets, what is closed and what is committed, rolled up, adjusted, and why they changed.'],
  },
  {
    name: 'quote',
    path: '/o/quote?view=all',
    open: 'main a[href^="/o/quote/"]',
    zh: ['报价单', '像表格一样录入明细，价格按价格表取，优惠超限走审批；可预览中英文 PDF，客户在链接里接受。'],
    en: ['Quote', 'Lines as in a sheet, priced from price books; discounts are approved, the PDF previewed, and customers accept by a link.'],
  },
  {
    name: 'quote-pdf',
    as: 'wang.haoran',
    path: '/o/quote?view=all',
    open: 'main a[href^="/o/quote/"]',
    tab: 'preview',
    then: (page) => page.locator('main canvas').first().waitFor(),
    zh: ['报价单 PDF', '报价单直接预览，发给客户的就是这一份；中英文随客户选择。'],
    en: ['The quote as a PDF', 'Previewed on the page, just as the customer gets it, in Chinese or English.'],
  },
  {
    name: 'quick',
    path: `/o/opportunity?view=all&filter=${encodeURIComponent("record_type eq 'quick'")}`,
    open: 'main a[href^="/o/opportunity/"]',
    zh: ['三定快单', '商机分类型，各有自己的流程、字段和表单：小单定性、定级、定量，三步就成交。'],
    en: ['Record types: the quick deal', 'Each type of deal has a pipeline, fields and a form of its own. Small deals are decided in three short steps.'],
  },
  {
    name: 'project',
    path: `/o/opportunity?view=all&filter=${encodeURIComponent("record_type eq 'project'")}`,
    open: 'main a[href^="/o/opportunity/"]',
    zh: ['多方项目', '业主、总包、设计院、监理各是谁，采购和进度到哪一步，在一张商机里管到竣工。'],
    en: ['Record types: the project', 'Client, contractor, designer and supervisor, purchases, money and key dates: one deal, up to the handing over.'],
  },
  {
    name: 'contract',
    as: 'he.liping',
    path: '/o/contract?view=running',
    open: 'main a[href^="/o/contract/"]',
    zh: ['合同', '合同、回款计划、收款核销、发票和发货在一页里。'],
    en: ['Contract', 'Contract, plan, payments, invoices and deliveries on one page.'],
  },
  {
    name: 'ageing',
    as: 'he.liping',
    path: '/page/ageing',
    zh: ['账龄分析', '哪些款逾期了多久，按客户、负责人、部门汇总。'],
    en: ['Ageing', 'What is overdue and for how long, by customer, owner and department.'],
  },
  {
    name: 'tender',
    as: recorder,
    path: '/o/tender?view=all',
    open: 'main a[href^="/o/tender/"]',
    zh: ['招标', '立项、招标、评审、定标、公示、签约，每一步由不同的人负责，系统统一检查。'],
    en: ['Tender', 'From the project over bids and their evaluation to award and contract, each step by another person.'],
  },
  {
    name: 'import',
    path: '/import/account',
    zh: ['导入', 'Excel 或 CSV 直接拖进来，先试跑，改好错误再导入，整批可撤销。省份、城市、区县、地址分成几列也可以，导入后合成一个地址。'],
    en: ['Import', 'Drop an Excel or CSV file; a trial run first, and all of it can be undone. An address may stand in columns of its own for province, city, district and street.'],
  },
  {
    name: 'designer',
    as: 'admin',
    path: '/admin/objects/opportunity',
    zh: ['对象与字段', '管理员加字段、改表单、写规则，不用写代码，其他人的页面即时更新。'],
    en: ['Objects and fields', 'Administrators add fields, arrange forms and write rules without code.'],
  },
  {
    name: 'roles',
    as: 'admin',
    path: '/admin/roles',
    zh: ['角色与权限', '谁能看、能改哪些记录和字段，一张表说清；还能查“为什么看不到”。'],
    en: ['Roles and permissions', 'Who sees and changes which records and fields, and why somebody does not.'],
  },
  {
    name: 'hand-over',
    as: 'admin',
    path: '/admin/people',
    then: async (page) => {
      await page.getByText('王浩然').first().click();
      await page.getByRole('button', { name: /^(交接工作|Hand over)/ }).click();
      await page.getByRole('dialog').waitFor();
    },
    zh: ['工作交接', '有人离职或调岗，客户、商机、任务一次交给同事，交接前看清数量，七天内可以撤销。'],
    en: ['Hand-over', 'Somebody leaves or moves: all their work goes to others at once, counted beforehand and undone within a week.'],
  },
  { name: 'phone', path: '/o/opportunity', size: phone, zh: ['手机', '同样的页面，一只手就能用。'], en: ['Phone', 'The same pages, for one hand.'] },
  {
    name: 'visit',
    as: 'wang.haoran',
    path: '/o/account?view=mine',
    size: phone,
    open: 'main a[href^="/o/account/"]',
    then: async (page) => {
      await page.getByRole('button', { name: /^(拜访打卡|Check in)/ }).click();
      await page.getByRole('dialog').waitFor();
    },
    zh: ['拜访打卡', '到了客户现场，一键记下位置、照片和说明，直接进入客户动态。'],
    en: ['Checking in', 'At the customer’s door: place, photo and a note with one press, told on the customer’s page.'],
  },
  {
    name: 'dark',
    path: '/page/sales',
    dark: true,
    zh: ['深色', '所有页面都有深色外观。'],
    en: ['Dark', 'Every page in the dark.'],
  },
];

const words = {
  zh: { file: 'tour.zh-CN.md', locale: 'zh-CN', title: '看一看通客', other: '[English](tour.md)', made: '图片由 `npm --prefix web run tour` 从运行中的示例公司截取。' },
  en: { file: 'tour.md', locale: 'en-US', title: 'A tour of Tongke', other: '[中文](tour.zh-CN.md)', made: 'The pictures are taken from the running sample company by `npm --prefix web run tour`.' },
};

/** Only these pictures, where some are named. */
const wanted = process.argv.slice(2);

/** Who has signed in stays signed in for the next picture. */
const doors = new Map();

/** The pictures that could not be taken: the others are, and these are named at the end. */
const missed = [];

const data = mkdtempSync(join(tmpdir(), 'tongke-tour-'));
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const server = spawn('dotnet', [join(root, 'artifacts/run/server/Tongke.Server.dll'), '--demo', '--data', data, '--urls', address], {
  env: { ...process.env, TONGKE_ADMIN_PASSWORD: password, TONGKE_DEMO_PASSWORD: password },
  stdio: 'ignore',
});
const browser = await chromium.launch({ executablePath: process.env.TONGKE_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  await answering();
  mkdirSync(images, { recursive: true });
  await holdTender(sessionOf);
  await Promise.all(['zh', 'en'].map(take));
  if (missed.length > 0) throw new Error(`Not taken:\n${missed.join('\n')}`);
} finally {
  await browser.close();
  server.kill();
  rmSync(data, { recursive: true, force: true });
}

async function take(language) {
  const { file, locale, title, other, made } = words[language];
  const text = [`# ${title}`, '', other, '', made];
  for (const stop of stops) {
    const image = `${language}-${stop.name}.png`;
    if (wanted.length === 0 || wanted.includes(stop.name)) await picture(stop, locale, language, join(images, image)).catch((error) => missed.push(`${image}: ${error.message}`));
    text.push('', `## ${stop[language][0]}`, '', stop[language][1], '', `![${stop[language][0]}](images/tour/${image})`);
  }
  writeFileSync(join(root, 'docs', file), `${text.join('\n')}\n`);
}

async function picture({ as = 'zhou.mingyuan', path, open, tab, then, size = wide, dark = false }, locale, language, file) {
  const context = await browser.newContext({
    baseURL: address,
    locale,
    permissions: ['geolocation'],
    geolocation: { latitude: 31.2304, longitude: 121.4737, accuracy: 12 },
    timezoneId: 'Asia/Shanghai',
    viewport: size,
    colorScheme: dark ? 'dark' : 'light',
    storageState: doors.get(as),
  });
  if (language === 'en') await context.addInitScript(() => localStorage.setItem('tongke.preferences', JSON.stringify({ language: 'en' })));
  const page = await context.newPage();
  if (!doors.has(as)) {
    await signIn(page, as);
    doors.set(as, { cookies: await context.cookies(), origins: [] });
  }
  await page.goto(path);
  if (open) {
    const link = page.locator(open).first();
    const there = await link.getAttribute('href');
    await link.click();
    await page.waitForURL((url) => url.pathname === new URL(there, address).pathname);
    await page.locator('main h1').waitFor();
  }
  if (tab) await page.goto(`${new URL(page.url()).pathname}?tab=${tab}`);
  await then?.(page);
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => !document.querySelector('[class*="skeleton"], main [aria-busy="true"]'));
  await page.waitForTimeout(1200); // pictures and movements come to rest
  await page.screenshot({ path: file });
  await context.close();
}

async function signIn(page, login) {
  await page.goto('/');
  await page.locator('input[name=username]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('nav').first().waitFor();
}

/** What somebody can do through the API, signed in as on the page. */
async function sessionOf(login) {
  const context = await browser.newContext({ baseURL: address });
  const page = await context.newPage();
  await signIn(page, login);
  const { csrf } = await (await context.request.get('/api/session')).json();
  const send = async (method, path, data) => {
    const answer = await context.request.fetch(`/api/v1/${path}`, { method, data, headers: { 'X-CSRF': csrf } });
    if (!answer.ok()) throw new Error(`${login} ${method} ${path}: ${await answer.text()}`);
    return answer.json();
  };
  return { send, list: async (path) => (await send('GET', path)).value };
}

async function answering() {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(`${address}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The server does not answer. Was it built (./run)?');
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

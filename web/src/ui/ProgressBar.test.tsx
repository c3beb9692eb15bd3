import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ProgressBar } from './ProgressBar.tsx';

const bar = (done: number, total: number) =>
  renderToStaticMarkup(<ProgressBar label="导入客户" done={done} total={total} size="small" />);

describe('a progress bar', () => {
  it('has the name of what is under way', () => {
    expect(bar(1, 2)).toMatch(/role="progressbar"[^>]*aria-label="导入客户"|aria-label="导入客户"[^>]*role="progressbar"/);
  });

  it('never says 100 before all is done', () => {
    expect(bar(999, 1000)).toContain('aria-valuenow="99"');
    expect(bar(1000, 1000)).toContain('aria-valuenow="100"');
  });

  it('stands at 0 while nobody knows how much there is', () => {
    expect(bar(3, 0)).toContain('aria-valuenow="0"');
  });
});

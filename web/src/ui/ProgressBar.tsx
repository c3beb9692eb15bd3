import { Progress, type ProgressProps } from 'antd';

interface ProgressBarProps extends Omit<ProgressProps, 'percent' | 'aria-label'> {
  /** What is under way, as a screen reader names the bar. */
  label: string;
  /** How much is done, of `total`. */
  done: number;
  /** How much there is to do; 0 where nobody knows yet. */
  total: number;
}

/** How far something is: whole per cent, never 100 before all is done. */
export function ProgressBar({ label, done, total, ...shown }: ProgressBarProps) {
  return <Progress {...shown} aria-label={label} percent={total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0} />;
}

import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { Week } from '../api/salesPage.ts';
import { useMode } from '../app/preferences.ts';
import { formatDate, formatShare } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { fontFamily } from '../theme/antdTheme.ts';
import { hues, palettes } from '../theme/tokens.ts';
import { drillTo } from './drillTo.ts';
import { everyWeek, mostWeeks } from './everyWeek.ts';

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

/** Week by week: deals begun, won and lost, and the share won of those decided. A bar opens its deals. */
export function WeeklyChart({ weeks }: { weeks: readonly Week[] }) {
  const t = useText();
  const mode = useMode();
  const navigate = useNavigate();
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  useEffect(() => {
    if (!frame.current) return;
    const made = init(frame.current);
    chart.current = made;
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(frame.current);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    const p = palettes[mode];
    const h = hues[mode];
    const recent = everyWeek(weeks, mostWeeks);
    const axis = {
      axisLine: { lineStyle: { color: p.border } },
      axisTick: { show: false },
      axisLabel: { color: p.inkFaint, fontSize: 12 },
      splitLine: { lineStyle: { color: p.border } },
    };
    const bar = (name: string, key: 'entered' | 'won' | 'lost', color: string | undefined, stack: string) => ({
      name,
      type: 'bar' as const,
      stack,
      data: recent.map((w) => w[key]),
      itemStyle: { color, borderRadius: 2 },
      barMaxWidth: 14,
      emphasis: { focus: 'series' as const },
    });
    chart.current?.setOption(
      {
        aria: { enabled: true },
        animationDuration: 300,
        textStyle: { fontFamily },
        grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
        legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: { color: p.inkSoft } },
        tooltip: {
          trigger: 'axis',
          backgroundColor: p.raised,
          borderColor: p.border,
          textStyle: { color: p.ink, fontSize: 13 },
        },
        xAxis: { type: 'category', data: recent.map((w) => formatDate(w.week)), ...axis },
        yAxis: [
          { type: 'value', minInterval: 1, ...axis },
          {
            type: 'value',
            max: 1,
            min: 0,
            ...axis,
            axisLabel: { ...axis.axisLabel, formatter: (v: number) => formatShare(v, 0) },
            splitLine: { show: false },
          },
        ],
        series: [
          bar(t('sales.entered'), 'entered', h.gray, 'entered'),
          bar(t('sales.won'), 'won', h.teal, 'decided'),
          bar(t('sales.lost'), 'lost', h.red, 'decided'),
          {
            name: t('sales.winRate'),
            type: 'line',
            yAxisIndex: 1,
            smooth: true,
            symbol: 'none',
            data: recent.map((w) => w.conversion ?? null),
            tooltip: { valueFormatter: (value: unknown) => (typeof value === 'number' ? formatShare(value) : '—') },
            lineStyle: { color: h.amber, width: 2 },
            itemStyle: { color: h.amber },
          },
        ],
      },
      { notMerge: true },
    );
    const open = (event: { dataIndex?: number }) => {
      const filter = recent[event.dataIndex ?? -1]?.filter;
      if (filter) navigate(drillTo(filter));
    };
    chart.current?.on('click', open as never);
    return () => void chart.current?.off('click');
  }, [weeks, mode, t, navigate]);
  return <div ref={frame} style={{ height: 280 }} />;
}

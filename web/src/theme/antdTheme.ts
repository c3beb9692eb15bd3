import { type ThemeConfig, theme } from 'antd';
import { type Density, type Mode, palettes, sizes } from './tokens.ts';

export const fontFamily =
  "'Inter Variable', -apple-system, BlinkMacSystemFont, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif";

const made = new Map<string, ThemeConfig>();

/** Ant Design wearing our tokens; the same theme for every part that wears it, so that its styles are written once. */
export function antdTheme(mode: Mode, density: Density): ThemeConfig {
  const key = `tongke-${mode}-${density}`;
  const theme = made.get(key) ?? { ...themeOf(mode, density), cssVar: { key } };
  made.set(key, theme);
  return theme;
}

function themeOf(mode: Mode, density: Density): ThemeConfig {
  const p = palettes[mode];
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: p.brand,
      colorInfo: p.brand,
      colorLink: p.brandInk,
      colorSuccess: p.success,
      colorWarning: p.warning,
      colorError: p.danger,
      colorPrimaryBg: p.brandSoft,
      colorPrimaryBgHover: p.selected,
      colorPrimaryBorder: p.brand,
      colorPrimaryHover: p.brandHover,
      colorInfoBg: p.brandSoft,
      colorInfoBorder: p.border,
      colorSuccessBg: p.successSoft,
      colorSuccessBorder: p.border,
      colorWarningBg: p.warningSoft,
      colorWarningBorder: p.border,
      colorErrorBg: p.dangerSoft,
      colorErrorBorder: p.border,
      controlItemBgActive: p.selected,
      controlItemBgHover: p.hover,
      colorText: p.ink,
      colorTextSecondary: p.inkSoft,
      colorTextTertiary: p.inkFaint,
      colorTextPlaceholder: p.inkFaint,
      colorTextDescription: p.inkFaint,
      colorBgBase: p.surface,
      colorBgLayout: p.canvas,
      colorBgContainer: p.surface,
      colorBgElevated: p.raised,
      colorBorder: p.borderStrong,
      colorBorderSecondary: p.border,
      colorBorderDisabled: p.border,
      colorSplit: p.border,
      colorBgMask: p.scrim,
      boxShadow: p.shadowHigh,
      boxShadowSecondary: p.shadowHigh,
      borderRadius: sizes.radius,
      borderRadiusLG: sizes.radiusLarge,
      controlHeight: density === 'compact' ? 28 : sizes.control,
      fontSize: sizes.text,
      fontFamily,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.18s',
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500, primaryColor: p.onBrand },
      Modal: { titleFontSize: 16 },
      Select: { optionSelectedBg: p.selected },
      Tooltip: { colorBgSpotlight: mode === 'dark' ? p.borderStrong : p.ink },
      Steps: { iconSize: 24 },
    },
  };
}

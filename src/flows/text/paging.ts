/** Long lists by the page. */
export const pageLabels = {
  before: '上一页',
  after: '下一页',
  list: '看别的',
  of: (page: number, pages: number): string => `第${page}页，共${pages}页`,
} as const;

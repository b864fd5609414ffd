"""民主测评结果汇总表: its texts, and as PDF."""

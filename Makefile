# Every command sets up what it needs and skips what is done; `ops/` does the work.
# The system's own first: one that was compiled by hand has no profile of itself to go by, and is slower.
PYTHON ?= $(or $(shell /usr/bin/python3.11 -c "import ensurepip" 2>/dev/null && echo /usr/bin/python3.11 || command -v python3.11 || command -v python3),$(error 没有 Python。请安装 python3.11))
OPS = @$(PYTHON) -B -m ops

.DEFAULT_GOAL := help
.PHONY: help run test check stop reset bench docs setup system
MAKEFLAGS += --no-print-directory

help:
	@echo "make run     启动（第一次会准备好一切；PORT=8001、QINGLAN_VAR=… 可另起一份）"
	@echo "make test    运行全部测试（ARGS='-k 名称' 挑选）"
	@echo "make check   检查代码"
	@echo "make stop    停止      make reset   删除全部数据（先问；脚本里用 YES=1）"
	@echo "make bench   测速      make docs    生成文档"
	@echo "make setup   只准备环境  make system  安装系统软件包（管理员）"

run stop check setup system:
	$(OPS) $@

test bench docs:
	$(OPS) $@ $(ARGS)

reset:
	$(OPS) $@ $(if $(YES),--yes)

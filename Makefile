# The only door to the workbook. Type make to see what there is.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

# A program is built once for each MPI, compiler and kind of build: build/mpich-gcc/04-broadcast.
export MPI ?= mpich
plain = $(subst =,_,$(subst :,_,$(subst /,_,$(subst $() ,_,$1))))
bin := build/$(or $(call plain,$(MPICC)),$(MPI))-$(or $(COMPILER),gcc)$(if $(SANITIZE),-san)
export BIN = $(bin)

# What watches a run is built once for each MPI.
trace := build/$(or $(call plain,$(MPICC)),$(MPI))-trace
export TRACE = $(trace)
watcher := $(if $(filter off,$(WATCH)),,$(trace)/watch)

lessons := $(sort $(patsubst lessons/%/lesson.conf,%,$(wildcard lessons/[0-9][0-9]-*/lesson.conf)))
number = $(firstword $(subst -, ,$1))
topic = $(patsubst $(call number,$1)-%,%,$1)
# The names of a lesson's goals: lesson-4, lesson-04, lesson-broadcast; and so for what else can be done.
names = $(addprefix $2-,$(patsubst 0%,%,$(call number,$1)) $(call number,$1) $(call topic,$1))
lesson_goals := $(foreach verb,lesson trace show diagnose start check hint reset recheck demo scale job,$(foreach lesson,$(lessons),$(call names,$(lesson),$(verb))))

# What may be typed, checked before anything runs: make itself would take a goal for done where a
# file of that name lies about, and a misspelt variable for nothing.
goals := help build run trace show paje diagnose scale progress grade calibrate compile-commands pages pictures doctor test lint memcheck soak bench clean
variables := NP ARGS PROG MPI MPICC MPIRUN COMPILER SANITIZE LIMIT MAX_NP WATCH GDB V TESTS JUNIT RUNS WAYS PAIRS RUN CLOCK WAITS WIDTH ASCII RANKS FROM ROWS EXERCISE SEED DIR LESSON JSON CLUSTER SLOWER HOSTS HOSTFILE LAUNCHER NODES MINUTES
unknown := $(firstword $(filter-out $(goals) $(lesson_goals) $(bin)/% $(trace)/%,$(MAKECMDGOALS)))
$(if $(unknown),$(error There is no goal $(unknown): $(if $(filter %.c,$(unknown)),a program is named with PROG='path/to/mine.c' (in quotes if there is a space in the path),lessons are lesson-1 to lesson-$(words $(lessons))); type make to see all))
given := $(foreach name,$(.VARIABLES),$(if $(filter command,$(firstword $(origin $(name)))),$(name)))
unknown := $(firstword $(filter-out $(variables) MAKEFLAGS MAKEOVERRIDES,$(given)))
$(if $(unknown),$(error There is no variable $(unknown): there are $(variables); type make to see what they do))
one_of = $(if $(filter-out $2,$($1))$(word 2,$($1)),$(error $1=$($1) is not known: expected one of: $2; $3))
$(call one_of,MPI,mpich openmpi,for another MPI give MPICC=mpicc MPIRUN=mpirun)
$(call one_of,COMPILER,gcc clang,another is reached with MPICC=)
$(call one_of,SANITIZE,1,leave it away for the plain build)
$(call one_of,WATCH,on off,WATCH=off gives the bare launcher)
$(call one_of,V,1,leave it away for less)
# As typed: to make itself a $ in them means nothing.
override ARGS := $(value ARGS)
override PROG := $(value PROG)
override DIR := $(value DIR)
export $(variables)

.PHONY: $(goals) $(lesson_goals)

help:
	@scripts/help

define rules_of_a_lesson
$(call names,$1,lesson): $(bin)/$1 $(watcher)
	@scripts/lesson $$<
$(call names,$1,trace): $(bin)/$1 $(watcher) $(trace)/draw
	@scripts/draw chart $$<
$(call names,$1,show): $(bin)/$1 $(watcher) $(trace)/draw
	@scripts/draw page $$<
$(call names,$1,diagnose): $(trace)/watch $(trace)/diagnose
	@scripts/diagnose $1
$(call names,$1,check) $(call names,$1,recheck): $(trace)/watch $(trace)/rules $(trace)/diagnose
$(foreach verb,start check hint reset recheck demo scale job,$(call names,$1,$(verb))):
	@scripts/$$(firstword $$(subst -, ,$$@)) $1
$(bin)/$1: lessons/$1/$(call topic,$1).c scripts/compile scripts/toolchain.sh
	@scripts/compile $$< $$@
endef
$(foreach lesson,$(lessons),$(eval $(call rules_of_a_lesson,$(lesson))))
-include $(wildcard $(bin)/*.d)

$(trace)/watch: $(wildcard common/trace/*) scripts/compile-trace scripts/toolchain.sh
	@scripts/compile-trace $(trace)

$(trace)/draw: $(wildcard common/trace/*) scripts/compile-trace scripts/toolchain.sh
	@scripts/compile-trace --draw $(trace)

$(trace)/rules: $(wildcard common/trace/* common/check/*) scripts/compile-trace scripts/toolchain.sh $(trace)/watch
	@scripts/compile-trace --check $(trace)

$(trace)/diagnose: $(wildcard common/trace/* common/diagnose/*) scripts/compile-trace scripts/toolchain.sh $(trace)/watch
	@scripts/compile-trace --diagnose $(trace)

build: $(addprefix $(bin)/,$(lessons)) $(watcher) $(if $(watcher),$(trace)/draw $(trace)/rules $(trace)/diagnose)

run: $(watcher)
	@scripts/run-source

trace: $(watcher) $(trace)/draw
	@scripts/draw chart

show: $(watcher) $(trace)/draw
	@scripts/draw page

paje: $(watcher) $(trace)/draw
	@scripts/draw paje

diagnose: $(trace)/watch $(trace)/diagnose
	@scripts/diagnose

scale:
	@scripts/scale

progress:
	@scripts/progress

grade: $(trace)/watch $(trace)/rules
	@scripts/grade

calibrate: $(trace)/watch
	@scripts/calibrate

compile-commands:
	@scripts/compile-commands

pictures: build
	@scripts/pictures

pages: build
	@scripts/pages

doctor:
	@scripts/doctor

test: build
	@scripts/test

lint:
	@scripts/lint

memcheck:
	@scripts/memcheck

soak: build
	@scripts/soak

bench: build
	@scripts/bench

clean:
	@rm -rf build

#include <kata/test.h>

#include <map>
#include <string>
#include <vector>

KATA_EXERCISE(merge_layers);

TEST_F(merge_layers, MergesTwoLayers) {
  EXPECT_THAT(call("merge_layers", tuple(list("core.dat"), dict({{"speed", 1}, {"sound", true}})),
                   tuple(list("snow.dat"), dict({{"speed", 2}}))),
              Returns(tuple(list("core.dat", "snow.dat"), dict({{"speed", 2}, {"sound", true}}))));
}

TEST_F(merge_layers, MergesNothing) {
  EXPECT_THAT(call("merge_layers"), Returns(tuple(list(), dict({}))));
}

TEST_F(merge_layers, TakesASingleLayer) {
  EXPECT_THAT(call("merge_layers", tuple(list("a", "b"), dict({{"speed", 1}}))),
              Returns(tuple(list("a", "b"), dict({{"speed", 1}}))));
}

TEST_F(merge_layers, MergesManyLayersInOrder) {
  EXPECT_THAT(call("merge_layers", tuple(list("a"), dict({{"x", 1}})), tuple(list("b", "c"), dict({{"y", 2}})),
                   tuple(list(), dict({{"z", 3}})), tuple(list("d"), dict({}))),
              Returns(tuple(list("a", "b", "c", "d"), dict({{"x", 1}, {"y", 2}, {"z", 3}}))));
}

TEST_F(merge_layers, LetsALaterLayerWin) {
  EXPECT_THAT(call("merge_layers", tuple(list(), dict({{"speed", 1}})), tuple(list(), dict({{"speed", 2}})),
                   tuple(list(), dict({{"speed", 3}}))),
              Returns(tuple(list(), dict({{"speed", 3}}))));
}

TEST_F(merge_layers, LetsALaterNoneWin) {
  EXPECT_THAT(call("merge_layers", tuple(list(), dict({{"music", "jazz"}, {"lives", 3}})),
                   tuple(list(), dict({{"music", nullptr}, {"lives", 0}}))),
              Returns(tuple(list(), dict({{"music", nullptr}, {"lives", 0}}))));
}

TEST_F(merge_layers, KeepsRepeatedFiles) {
  EXPECT_THAT(call("merge_layers", tuple(list("a", "b", "a"), dict({})), tuple(list("b"), dict({}))),
              Returns(tuple(list("a", "b", "a", "b"), dict({}))));
}

TEST_F(merge_layers, TakesKeysOfAnyType) {
  EXPECT_THAT(call("merge_layers", tuple(list(), dict({{1, "one"}, {tuple(0, 0), "origin"}})),
                   tuple(list(), dict({{nullptr, "none"}, {1, "uno"}}))),
              Returns(tuple(list(), dict({{1, "uno"}, {tuple(0, 0), "origin"}, {nullptr, "none"}}))));
}

TEST_F(merge_layers, KeepsValuesWhole) {
  EXPECT_THAT(call("merge_layers", tuple(list(), dict({{"keys", dict({{"jump", "space"}})}})),
                   tuple(list(), dict({{"keys", dict({{"duck", "down"}})}}))),
              Returns(tuple(list(), dict({{"keys", dict({{"duck", "down"}})}}))));
}

TEST_F(merge_layers, KeepsKeysWhereTheyWereFirstSeen) {
  EXPECT_THAT(probe(R"py(
_, settings = merge_layers(([], {"b": 1, "a": 1}), ([], {"c": 2, "b": 2}))
observe(list(settings.items()))
)py"),
              Observes(list(tuple("b", 2), tuple("a", 1), tuple("c", 2))));
}

TEST_F(merge_layers, LeavesTheLayersAlone) {
  EXPECT_THAT(probe(R"py(
game = (["core.dat"], {"speed": 1})
winter = (["snow.dat"], {"speed": 2, "snow": True})
merge_layers(game, winter)
observe([game, winter])
)py"),
              Observes(list(tuple(list("core.dat"), dict({{"speed", 1}})),
                            tuple(list("snow.dat"), dict({{"speed", 2}, {"snow", true}})))));
}

TEST_F(merge_layers, NeverHandsOutALayersOwnObjects) {
  EXPECT_THAT(probe(R"py(
game = (["core.dat"], {"speed": 1})
files, settings = merge_layers(game)
observe([files is game[0], settings is game[1]])
)py"),
              Observes(list(false, false)));
}

TEST_F(merge_layers, StartsAfreshOnASecondCall) {
  call("merge_layers", tuple(list("old.dat"), dict({{"old", 1}})));
  EXPECT_THAT(call("merge_layers", tuple(list("new.dat"), dict({{"new", 2}}))),
              Returns(tuple(list("new.dat"), dict({{"new", 2}}))));
}

using Settings = std::map<std::string, int>;

KATA_PROPERTY(merge_layers, LaysOneOnTopOfTheOther, const std::vector<int>& files, const Settings& settings,
              const std::vector<int>& more_files, const Settings& more_settings) {
  auto all = files;
  all.insert(all.end(), more_files.begin(), more_files.end());
  auto merged = more_settings;
  merged.insert(settings.begin(), settings.end());
  EXPECT_THAT(call("merge_layers", tuple(files, settings), tuple(more_files, more_settings)),
              Returns(tuple(all, merged)));
}

TEST_F(merge_layers, TakesFilesOfAnyKind) {
  auto stream = iterator({"core.dat", "sky.dat"});
  EXPECT_THAT(call("merge_layers", tuple(stream, dict({{"speed", 1}})), tuple(tuple("snow.dat"), dict({})),
                   tuple("ab", dict({}))),
              Returns(tuple(list("core.dat", "sky.dat", "snow.dat", "a", "b"), dict({{"speed", 1}}))));
  EXPECT_THAT(stream, Pulled(2));
}

TEST_F(merge_layers, TakesAMappingWithOnlyKeys) {
  auto store = mapping({{"speed", 2}, {"snow", true}});
  EXPECT_THAT(call("merge_layers", tuple(list(), dict({{"speed", 1}})), tuple(list(), store)),
              Returns(tuple(list(), dict({{"speed", 2}, {"snow", true}}))));
}

TEST_F(merge_layers, TakesAMappingWithOnlyKeysFirst) {
  auto store = mapping({{"speed", 2}, {"snow", true}});
  EXPECT_THAT(call("merge_layers", tuple(list(), store), tuple(list(), dict({{"speed", 3}}))),
              Returns(tuple(list(), dict({{"speed", 3}, {"snow", true}}))));
}

TEST_F(merge_layers, TakesAReadOnlyMapping) {
  EXPECT_THAT(probe(R"py(
from types import MappingProxyType
observe(merge_layers(([], {"speed": 1}), ([], MappingProxyType({"speed": 2}))))
)py"),
              Observes(tuple(list(), dict({{"speed", 2}}))));
}

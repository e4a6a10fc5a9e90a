// LEMON's network simplex on a DIMACS .min file: five times, reading apart. g++ -O3 -march=native lemon_mincost.cpp -o lemon_mincost
#include <lemon/dimacs.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <chrono>
#include <cstdio>
#include <fstream>
int main(int, char** argv) {
    using namespace lemon;
    SmartDigraph graph;
    SmartDigraph::ArcMap<long long> lower(graph), capacity(graph), cost(graph);
    SmartDigraph::NodeMap<long long> supply(graph);
    std::ifstream file(argv[1]);
    readDimacsMin(file, graph, lower, capacity, cost, supply);
    for (int i = 0; i < 5; ++i) {
        auto start = std::chrono::steady_clock::now();
        NetworkSimplex<SmartDigraph, long long, long long> simplex(graph);
        simplex.lowerMap(lower).upperMap(capacity).costMap(cost).supplyMap(supply);
        simplex.run();
        double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        std::printf("lemon cost %lld, %.3f s\n", simplex.totalCost<long long>(), seconds);
    }
}

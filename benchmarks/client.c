/* Measures a UDP server on 127.0.0.1 with as little overhead of its own as possible.

   client PORT CLIENTS PAUSE_US PREFIX < datagrams

   stdin: datagrams, each after its length (4 bytes, big-endian). Every client is a socket of its
   own that sends all of them in order and waits for each reply, after a pause of PAUSE_US (0:
   none) before each request. A reply must begin with PREFIX. Prints the nanoseconds of the whole,
   then those of each round trip, one a line. Exit status 2: a reply was lost (2 s) or is wrong. */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST_CLIENTS = 256, MOST_BYTES = 8192, LOST_MS = 2000 };

struct datagram {
    uint32_t bytes;
    char *data;
};

static struct datagram *datagrams;
static size_t count;
static const char *prefix;
static uint64_t *times;

static void fail(const char *text)
{
    fprintf(stderr, "client: %s\n", text);
    exit(2);
}

static uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000ull + now.tv_nsec;
}

static void read_datagrams(void)
{
    uint32_t bytes;
    while (fread(&bytes, sizeof bytes, 1, stdin) == 1) {
        struct datagram next = {ntohl(bytes), NULL};
        next.data = malloc(next.bytes);
        if (fread(next.data, 1, next.bytes, stdin) != next.bytes)
            fail("a datagram is cut short");
        datagrams = realloc(datagrams, (count + 1) * sizeof next);
        datagrams[count++] = next;
    }
}

static int connect_to(int port)
{
    int sock = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct timeval patience = {LOST_MS / 1000, 0};
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(sock, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(sock, (struct sockaddr *)&server, sizeof server))
        fail("can't connect");
    return sock;
}

static void request(int sock, size_t number)
{
    if (send(sock, datagrams[number].data, datagrams[number].bytes, 0) < 0)
        fail("can't send");
}

static void reply(int sock)
{
    char data[MOST_BYTES];
    ssize_t bytes = recv(sock, data, sizeof data, 0);
    if (bytes < 0)
        fail("no reply");
    if ((size_t)bytes < strlen(prefix) || memcmp(data, prefix, strlen(prefix)))
        fail("a reply is not what was asked for");
}

/* One client: a request after the other. */
static void in_sequence(int sock, useconds_t pause_us)
{
    for (size_t number = 0; number < count; number++) {
        if (pause_us)
            usleep(pause_us);
        uint64_t start = now_ns();
        request(sock, number);
        reply(sock);
        times[number] = now_ns() - start;
    }
}

/* Many clients at once, each with one request under way. */
static void side_by_side(const int *socks, size_t clients)
{
    struct pollfd waiting[MOST_CLIENTS];
    size_t asked[MOST_CLIENTS] = {0}, answered = 0;
    uint64_t start[MOST_CLIENTS];
    for (size_t client = 0; client < clients; client++) {
        waiting[client] = (struct pollfd){.fd = socks[client], .events = POLLIN};
        start[client] = now_ns();
        request(socks[client], asked[client]++);
    }
    while (answered < clients * count) {
        if (poll(waiting, clients, LOST_MS) <= 0)
            fail("no reply");
        for (size_t client = 0; client < clients; client++) {
            if (!(waiting[client].revents & POLLIN))
                continue;
            reply(socks[client]);
            times[answered++] = now_ns() - start[client];
            start[client] = now_ns();
            if (asked[client] < count)
                request(socks[client], asked[client]++);
        }
    }
}

int main(int argc, char **argv)
{
    if (argc != 5)
        fail("usage: client PORT CLIENTS PAUSE_US PREFIX < datagrams");
    size_t clients = strtoul(argv[2], NULL, 10);
    int socks[MOST_CLIENTS];
    if (clients < 1 || clients > MOST_CLIENTS)
        fail("1 to 256 clients");
    prefix = argv[4];
    read_datagrams();
    times = calloc(clients * count, sizeof *times);
    for (size_t client = 0; client < clients; client++)
        socks[client] = connect_to(atoi(argv[1]));
    uint64_t start = now_ns();
    if (clients == 1)
        in_sequence(socks[0], strtoul(argv[3], NULL, 10));
    else
        side_by_side(socks, clients);
    printf("%llu\n", (unsigned long long)(now_ns() - start));
    for (size_t number = 0; number < clients * count; number++)
        printf("%llu\n", (unsigned long long)times[number]);
    return 0;
}
